import type { ComponentChildren } from 'preact';

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
  /** Cleans typed text, such as a code with spaces. */
  clean?: ((typed: string) => string) | undefined;
  error?: string | null;
  hint?: string | undefined;
  /** Shown inside the box, at the end of the line. */
  trailing?: ComponentChildren;
  input?: InputSettings;
}

/** With these attributes, tools that record the screen leave out the typed text. */
const unrecorded = { 'data-private': '', 'data-hj-suppress': '', 'data-dd-privacy': 'mask' };

interface TypedEvent {
  currentTarget: HTMLInputElement;
  isComposing?: boolean;
}

/** An error is part of the input's description, so screen readers read it with the input. */
export function Field({ id, label, value, onChange, clean, error, hint, trailing, input }: FieldProps) {
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  // Some keyboards, such as Gboard, compose whole words. A change during a composition would lose characters.
  const onTyped = ({ currentTarget, isComposing }: TypedEvent) => {
    if (clean && !isComposing) keep(currentTarget, clean);
    onChange(currentTarget.value);
  };
  return (
    <div class={error ? 'field has-error' : 'field'}>
      <label for={id}>{label}</label>
      <div class="field-box">
        <input
          {...unrecorded}
          spellcheck={false}
          autocapitalize="none"
          // As a prop, `autocorrect="off"` would turn autocorrection on, because the DOM property is a boolean.
          ref={(element) => element?.setAttribute('autocorrect', 'off')}
          {...input}
          // Preact declares a type for each kind of input. This code works with all of them, so the cast is safe.
          type={(input?.type ?? 'text') as 'text'}
          id={id}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          onInput={onTyped}
          onCompositionEnd={onTyped}
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

/**
 * Cleans the text in the input and keeps the caret in place. Preact would not clean it if the cleaned text is the same
 * as before.
 */
function keep(input: HTMLInputElement, clean: (typed: string) => string): void {
  const typed = input.value;
  const kept = clean(typed);
  if (kept === typed) return;
  const caret = input.selectionStart;
  input.value = kept;
  // Some inputs, such as those for e-mail addresses, do not report where the caret is.
  if (caret === null) return;
  const place = clean(typed.slice(0, caret)).length;
  input.setSelectionRange(place, place);
}
