interface SelectFieldProps {
  id: string;
  label: string;
  placeholder: string;
  /** The label of each option, by its value. */
  options: Record<string, string>;
  value: string;
  onChange: (value: string) => void;
  error: string | null;
}

export const SelectField = ({
  id,
  label,
  placeholder,
  options,
  value,
  onChange,
  error,
}: SelectFieldProps) => (
  <div class={error ? 'field has-error' : 'field'}>
    <label for={id}>{label}</label>
    <div class="field-box field-select">
      <select
        id={id}
        value={value}
        aria-required="true"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="" disabled>
          {placeholder}
        </option>
        {Object.entries(options).map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
    {error && (
      <p class="field-error" id={`${id}-error`}>
        {error}
      </p>
    )}
  </div>
);
