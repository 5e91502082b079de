import type { Mode } from '@winkwire/contract/modes';
import type { NewApiKey } from '@winkwire/contract/resources/api-key';
import { useState } from 'preact/hooks';
import { request } from '../api/request.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Code } from '../ui/json.tsx';

interface KeyCreateDialogProps {
  mode: Mode;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function KeyCreateDialog({ mode, onClose, onDone }: KeyCreateDialogProps) {
  const [created, setCreated] = useState<NewApiKey>();
  const create = async (form: FormData) => {
    const name = String(form.get('name')).trim();
    const body = name ? { name } : {};
    setCreated(await request<NewApiKey>(mode, '/v1/keys', { method: 'POST', body }));
    await onDone();
    return 'stay' as const;
  };
  if (created) {
    return (
      <Dialog title="New API key" cancel="Close" onConfirm={async () => 'close'} onClose={onClose}>
        <div class="stack-s">
          <p>Copy the secret now. Only a hash of it is stored, so it cannot be shown again.</p>
          <h3>Key</h3>
          <Code text={created.key} label="key" wrap />
          <h3>Secret</h3>
          <Code text={created.secret} label="secret" wrap />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Create an API key" confirm="Create" showsOnce onConfirm={create} onClose={onClose}>
      <p class="soft small">The new key works at once, and the existing keys keep working.</p>
      <Field
        label="Name"
        hint="A note for you, such as the name of the back end that uses the key. May be blank."
      >
        {(control) => <input {...control} class="input" name="name" maxLength={100} autoComplete="off" />}
      </Field>
    </Dialog>
  );
}
