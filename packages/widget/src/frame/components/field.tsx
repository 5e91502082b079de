import type { ComponentChildren } from 'preact';

/** What a field may set on its input element. */
export interface InputSettings {
  type?: 'text' | 'password' | 'email' | 'tel';
  name?: string;
  class?: string;
  style?: Record<`--${string}`, number>;
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
  /** Turns typed text into the value that the field keeps, such as a code without spaces. */
  clean?: ((typed: string) => string) | undefined;
  error?: string | null;
  hint?: string | undefined;
  /** Shown inside the box, at its end. */
  trailing?: ComponentChildren;
  input?: InputSettings;
}

/** Session recorders, as used for support, skip elements with these attributes. */
const unrecorded = { 'data-private': '', 'data-hj-suppress': '', 'data-dd-privacy': 'mask' };

/** A labelled text input. Its error is tied to it, so that screen readers read both together. */
export function Field({ id, label, value, onChange, clean, error, hint, trailing, input }: FieldProps) {
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return (
    <div class={error ? 'field has-error' : 'field'}>
      <label for={id}>{label}</label>
      <div class="field-box">
        <input
          {...unrecorded}
          spellcheck={false}
          autocapitalize="none"
          // Preact would set the property, which is a boolean: any text turns it on.
          ref={(element) => element?.setAttribute('autocorrect', 'off')}
          {...input}
          // Preact's types are a union over `type`; any of its members fits here.
          type={(input?.type ?? 'text') as 'text'}
          id={id}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          onInput={({ currentTarget }) => {
            if (clean) keep(currentTarget, clean);
            onChange(currentTarget.value);
          }}
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

/** Shows what is kept, also when it is what was kept before, which would not be drawn again. The caret stays in place. */
function keep(input: HTMLInputElement, clean: (typed: string) => string): void {
  const typed = input.value;
  const kept = clean(typed);
  if (kept === typed) return;
  const caret = input.selectionStart;
  input.value = kept;
  // Null where the type of input has no caret, such as an e-mail address.
  if (caret === null) return;
  const place = clean(typed.slice(0, caret)).length;
  input.setSelectionRange(place, place);
}
