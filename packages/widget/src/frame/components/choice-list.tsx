interface ChoiceListProps {
  legend: string;
  choices: { id: string; label: string }[];
  value: string;
  error: string | null;
  onChange: (id: string) => void;
}

export const ChoiceList = ({ legend, choices, value, error, onChange }: ChoiceListProps) => (
  <fieldset
    class={error ? 'choices has-error' : 'choices'}
    aria-describedby={error ? 'choice-error' : undefined}
  >
    <legend class="visually-hidden">{legend}</legend>
    {choices.map((choice) => (
      <label class="choice" key={choice.id}>
        <input
          type="radio"
          name="choice"
          value={choice.id}
          checked={value === choice.id}
          onChange={() => onChange(choice.id)}
        />
        <span>{choice.label}</span>
      </label>
    ))}
    {error && (
      <p class="field-error" id="choice-error">
        {error}
      </p>
    )}
  </fieldset>
);
