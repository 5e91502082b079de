import { Field } from './field.tsx';

interface DurationFieldProps {
  label: string;
  name: string;
  /** The first duration is preselected. */
  durations: readonly { seconds: number; label: string }[];
}

/** The value of this field in the form is in seconds. */
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
