import type { ComponentChildren } from 'preact';

/** What a field may set on its input element. */
export interface InputSettings {
  type?: 'text' | 'password' | 'email' | 'tel';
  name?: string;
  class?: string;
  inputMode?: 'text' | 'numeric' | 'email' | 'tel';
  autocomplete?: string;
  autocapitalize?: 'none' | 'words';
  maxLength?: number;
  'aria-required'?: boolean;
}

export interface FieldProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | null;
  hint?: string | undefined;
  /** Shown inside the box, at its end. */
  trailing?: ComponentChildren;
  input?: InputSettings;
}

/** Session recorders, as used for support, skip elements with these attributes. */
const unrecorded = { 'data-private': '', 'data-hj-suppress': '', 'data-dd-privacy': 'mask' };

/** A labelled text input. Its error is tied to it, so that screen readers read both together. */
export function Field({ id, label, value, onChange, error, hint, trailing, input }: FieldProps) {
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return (
    <div class={error ? 'field has-error' : 'field'}>
      <label for={id}>{label}</label>
      <div class="field-box">
        <input
          {...unrecorded}
          spellcheck={false}
          autocapitalize="none"
          autocorrect="off"
          {...input}
          // Preact's types are a union over `type`; any of its members fits here.
          type={(input?.type ?? 'text') as 'text'}
          id={id}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
        {trailing}
      </div>
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
