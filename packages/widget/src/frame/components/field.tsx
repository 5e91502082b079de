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

/** Keeps text out of screen recordings, which companies make for support. */
const unrecorded = { 'data-private': '', 'data-hj-suppress': '', 'data-dd-privacy': 'mask' };

/** `isComposing` is absent at the end of a composition. */
interface TypedEvent {
  currentTarget: HTMLInputElement;
  isComposing?: boolean;
}

/** An error is part of the input's description, so screen readers read it with the input. */
export function Field({ id, label, value, onChange, clean, error, hint, trailing, input }: FieldProps) {
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  // A keyboard that composes words, such as Gboard, would lose characters. So the text is cleaned after the
  // composition.
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
          // For a prop, Preact would set the DOM property, which is a boolean. Any text, even 'off', would turn it on.
          ref={(element) => element?.setAttribute('autocorrect', 'off')}
          {...input}
          // Preact's type of an input is a union over `type`. The cast is safe, because the code works with every
          // member.
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
 * Shows the cleaned text in the input, and keeps the caret in place. Preact does not update the input if the cleaned
 * text equals the previous value.
 */
function keep(input: HTMLInputElement, clean: (typed: string) => string): void {
  const typed = input.value;
  const kept = clean(typed);
  if (kept === typed) return;
  const caret = input.selectionStart;
  input.value = kept;
  // E-mail inputs, for example, do not report a caret.
  if (caret === null) return;
  const place = clean(typed.slice(0, caret)).length;
  input.setSelectionRange(place, place);
}
