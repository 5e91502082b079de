import { Field } from '../ui/field.tsx';
import { latestLocalInput, timeZone } from '../ui/time.ts';
import { type ReplayChoice, replaySets } from './replay-request.ts';
import { lowestText } from './replay-texts.ts';

interface ReplayFieldsProps {
  choice: ReplayChoice;
  /** The sequence of the newest expired delivery. A rewind can only begin after it. Undefined until it is known. */
  lowest: number | undefined;
  onChange: (choice: ReplayChoice) => void;
}

export function ReplayFields({ choice, lowest = 0, onChange }: ReplayFieldsProps) {
  const change = (part: Partial<ReplayChoice>) => onChange({ ...choice, ...part });
  return (
    <>
      <fieldset class="field">
        <legend>What to send</legend>
        {replaySets.map(([set, label]) => (
          <label key={set} class="check">
            <input
              type="radio"
              name="set"
              value={set}
              checked={choice.set === set}
              onChange={() => change({ set })}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      {choice.set === 'after' ? (
        <Field label="After sequence number" hint={lowestText(lowest)}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="number"
              min={lowest}
              required
              value={choice.sequence}
              onChange={(event) => change({ sequence: event.currentTarget.value })}
            />
          )}
        </Field>
      ) : (
        <div class="pair">
          <TimeField label="From" value={choice.since} required onChange={(since) => change({ since })} />
          <TimeField
            label="To"
            hint="If empty, the period ends now."
            value={choice.until}
            onChange={(until) => change({ until })}
          />
        </div>
      )}
      {choice.set !== 'after' && <p class="faint small">Times are in {timeZone()}.</p>}
    </>
  );
}

interface TimeFieldProps {
  label: string;
  hint?: string;
  value: string;
  required?: boolean;
  onChange: (value: string) => void;
}

const TimeField = ({ label, hint, value, required = false, onChange }: TimeFieldProps) => (
  <Field label={label} hint={hint}>
    {(control) => (
      <input
        {...control}
        class="input"
        type="datetime-local"
        max={latestLocalInput}
        required={required}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )}
  </Field>
);
