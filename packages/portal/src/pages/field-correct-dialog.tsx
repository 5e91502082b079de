import type { Mode } from '@winkwire/contract/modes';
import type { ArchiveField } from '@winkwire/contract/resources/archive-field';
import { useState } from 'preact/hooks';
import { request } from '../api/request.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { toast } from '../ui/toast.tsx';
import { fieldLabel, inputOf } from './field-words.ts';

interface FieldCorrectDialogProps {
  mode: Mode;
  archiveId: string;
  field: ArchiveField | undefined;
  missing: string[];
  onClose: () => void;
  onDone: (name: string) => Promise<unknown>;
}

export function FieldCorrectDialog(props: FieldCorrectDialogProps) {
  const { mode, archiveId, field, missing, onClose, onDone } = props;
  const [name, setName] = useState(field?.name ?? missing[0] ?? '');
  const input = inputOf(name);
  const correct = async (form: FormData) => {
    const text = String(form.get('value'));
    const path = `/v1/archives/${encodeURIComponent(archiveId)}/fields/${encodeURIComponent(name)}`;
    await request(mode, path, {
      method: 'PUT',
      body: { value: input.type === 'number' ? Number(text) : text },
    });
    toast(`${fieldLabel(name)} was ${field ? 'corrected' : 'added'}.`);
    await onDone(name);
    return 'close' as const;
  };
  return (
    <Dialog
      title={field ? `Correct ${fieldLabel(name).toLowerCase()}` : 'Add a value'}
      confirm={field ? 'Correct' : 'Add'}
      onConfirm={correct}
      onClose={onClose}
    >
      {!field && (
        <Field label="Field">
          {(control) => (
            <select
              {...control}
              class="select"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            >
              {missing.map((each) => (
                <option key={each} value={each}>
                  {fieldLabel(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label={field ? 'Value in the document' : 'Value'}>
        {(control) => (
          <input
            {...control}
            {...input}
            key={String(input.type)}
            class="input"
            name="value"
            required
            autoComplete="off"
            defaultValue={field ? String(field.value) : ''}
          />
        )}
      </Field>
      <p class="soft small">
        If a value was read, it is kept beside yours. Webhooks that subscribe to <code>FIELD_CORRECTED</code>{' '}
        receive an event that names the field, but not the value.
      </p>
    </Dialog>
  );
}
