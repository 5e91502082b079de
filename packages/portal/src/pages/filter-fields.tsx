import { endpointEventTypes, eventTypes } from '@winkwire/contract/event-types';
import { Field } from '../ui/field.tsx';
import { FilterInput } from '../ui/filter-input.tsx';

/* What each search of the log can be narrowed by. */

interface TypeFieldProps {
  label: string;
  value: string;
  onChange: (event: Event) => void;
}

export function TypeField({ label, value, onChange }: TypeFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} class="select" name="type" value={value} onChange={onChange}>
          <option value="">All types</option>
          {[...eventTypes, ...endpointEventTypes].map((type) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface DayFieldProps {
  label: string;
  name: 'startDate' | 'endDate';
  value: string;
  onChange: (event: Event) => void;
}

export function DayField({ label, name, value, onChange }: DayFieldProps) {
  return (
    <Field label={label} narrow>
      {(control) => (
        <FilterInput {...control} class="input" type="date" name={name} value={value} onChange={onChange} />
      )}
    </Field>
  );
}
