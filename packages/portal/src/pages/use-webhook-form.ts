import { useState } from 'preact/hooks';
import { ApiFailure } from '../api/request.ts';
import { useClick } from '../ui/use-click.ts';
import { withoutInput } from '../ui/without-input.ts';
import { firstWithError } from './first-with-error.ts';
import { readWebhookForm, type WebhookSettings } from './webhook-settings.ts';

interface WebhookFormOptions {
  eventTypes: string[];
  isNew: boolean;
  onSave: (settings: WebhookSettings) => Promise<void>;
}

/** Shows each error at its field if possible. The first field with an error gets the focus. */
export function useWebhookForm({ eventTypes, isNew, onSave }: WebhookFormOptions) {
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<ApiFailure>();

  const { busy, click } = useClick(async (form: HTMLFormElement) => {
    const read = readWebhookForm(new FormData(form), { eventTypes, isNew });
    setFailure(undefined);
    setErrors(read.errors);
    if (!read.settings) return focusFirst(form, read.errors);
    try {
      const saving = onSave(read.settings);
      // The form of a new webhook disappears once it is added. Input during the request would be lost, so it is
      // ignored.
      await (isNew ? withoutInput(form, saving) : saving);
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      const [, name, message] = /^(\w+): (.+)$/.exec(cause.message) ?? [];
      if (!name || !message || !form.elements.namedItem(name)) return setFailure(cause);
      setErrors({ [name]: message });
      focusFirst(form, { [name]: message });
    }
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void click(event.currentTarget as HTMLFormElement);
  };
  return { errors, failure, busy, submit };
}

function focusFirst(form: HTMLFormElement, errors: Record<string, string>): void {
  firstWithError([...form.elements] as HTMLInputElement[], errors)?.focus();
}
