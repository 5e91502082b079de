import type { Mode } from '@winkwire/contract/modes';
import type { HostedLink, HostedLinkCreateRequest } from '@winkwire/contract/resources/hosted-link';
import { useState } from 'preact/hooks';
import { request } from '../api/request.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DurationField } from '../ui/duration-field.tsx';
import { Field } from '../ui/field.tsx';
import { Code } from '../ui/json.tsx';
import { zonedTime } from '../ui/time.ts';
import { useSessionNames } from './session-filter-fields.tsx';

const lifetimes = [
  { seconds: 86_400, label: '1 day' },
  { seconds: 3600, label: '1 hour' },
  { seconds: 604_800, label: '7 days' },
  { seconds: 2_592_000, label: '30 days' },
];

interface HostedLinkCreateDialogProps {
  mode: Mode;
  userId: string;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function HostedLinkCreateDialog({ mode, userId, onClose, onDone }: HostedLinkCreateDialogProps) {
  const { templates, templatesHint } = useSessionNames(mode);
  const [created, setCreated] = useState<HostedLink>();
  const create = async (form: FormData) => {
    const body = requestOf(form);
    setCreated(await request<HostedLink>(mode, '/v1/hostedLinks', { method: 'POST', body }));
    await onDone();
    return 'stay' as const;
  };
  if (created) return <CreatedDialog link={created} onClose={onClose} />;
  return (
    <Dialog title="Create a hosted link" confirm="Create" showsOnce onConfirm={create} onClose={onClose}>
      <Field label="User ID" hint="Anybody who follows the link opens the widget for this user.">
        {(control) => (
          <input
            {...control}
            class="input mono"
            name="userId"
            defaultValue={userId}
            required
            maxLength={200}
            spellcheck={false}
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="Template" hint={templatesHint}>
        {(control) => (
          <select {...control} class="select" name="templateId">
            <option value="">No template</option>
            {templates.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label="Return URL"
        hint="Where the user goes at the end. Its origin has to be registered. May be blank."
      >
        {(control) => (
          <input {...control} class="input" name="returnUrl" type="url" maxLength={2000} autoComplete="off" />
        )}
      </Field>
      <Field
        label="State"
        hint="A text of yours, such as an application number. The result contains it unchanged. May be blank."
      >
        {(control) => <input {...control} class="input" name="state" maxLength={500} autoComplete="off" />}
      </Field>
      <DurationField label="Expires after" name="expiresInSeconds" durations={lifetimes} />
    </Dialog>
  );
}

function CreatedDialog({ link, onClose }: { link: HostedLink; onClose: () => void }) {
  return (
    <Dialog title="New hosted link" cancel="Close" onConfirm={async () => 'close'} onClose={onClose}>
      <p>
        Copy the address now and send it to this user only. Only a hash of it is stored, so it cannot be shown
        again. It works until {zonedTime(link.expiresAt)}.
      </p>
      <Code text={link.url ?? ''} label="address" wrap />
    </Dialog>
  );
}

function requestOf(form: FormData): HostedLinkCreateRequest {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const optional = (['templateId', 'returnUrl', 'state'] as const)
    .map((name) => [name, text(name)] as const)
    .filter(([, value]) => value);
  return {
    userId: text('userId'),
    expiresInSeconds: Number(form.get('expiresInSeconds')),
    ...Object.fromEntries(optional),
  };
}
