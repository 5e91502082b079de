import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { useState } from 'preact/hooks';
import { Field } from './field.tsx';

/** One text field of a form. `subject` is the object that is edited, or undefined if a new one is created. */
export interface FormFieldDefinition<Subject> {
  name: string;
  label: string;
  /** `value` is the current content of the field. */
  hint?: (context: { subject: Subject | undefined; value: string }) => ComponentChildren;
  initial?: (subject: Subject) => string | null | undefined;
  rows?: number;
  narrow?: boolean;
  input?: InputHTMLAttributes;
}

interface FormFieldProps<Subject> {
  definition: FormFieldDefinition<Subject>;
  subject: Subject | undefined;
  error: string | undefined;
}

export function FormField<Subject>({ definition, subject, error }: FormFieldProps<Subject>) {
  const { name, label, hint, rows, narrow = false, input = {} } = definition;
  const initial = (subject && definition.initial?.(subject)) ?? '';
  const [typed, setTyped] = useState<string>();
  const attributes = {
    name,
    defaultValue: initial,
    autoComplete: 'off',
    onInput: (event: InputEvent) => setTyped((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <Field label={label} error={error} hint={hint?.({ subject, value: typed ?? initial })} narrow={narrow}>
      {(control) =>
        rows ? (
          <textarea
            {...control}
            {...attributes}
            class="textarea"
            rows={rows}
            spellcheck={false}
            placeholder={input.placeholder}
          />
        ) : (
          <input class="input" {...input} {...control} {...attributes} />
        )
      }
    </Field>
  );
}
