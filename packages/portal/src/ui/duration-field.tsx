import { Field } from './field.tsx';

interface DurationFieldProps {
  label: string;
  name: string;
  /** The durations to choose from. The first of them is preselected. */
  durations: readonly { seconds: number; label: string }[];
}

/** The field's value in the form is a number of seconds. */
export const DurationField = ({ label, name, durations }: DurationFieldProps) => (
  <Field label={label}>
    {(control) => (
      <select {...control} class="select" name={name}>
        {durations.map((duration) => (
          <option key={duration.seconds} value={duration.seconds}>
            {duration.label}
          </option>
        ))}
      </select>
    )}
  </Field>
);
