import { eventTypes, ownEventTypes } from '@winkwire/contract/event-types';
import type { ComponentChildren } from 'preact';
import { Field } from '../ui/field.tsx';
import { FilterInput } from '../ui/filter-input.tsx';
import { latestLocalInput, timeZone, toLocalInput } from '../ui/time.ts';

interface SelectFieldProps {
  label: string;
  name: string;
  value: string;
  hint?: string | undefined;
  narrow?: boolean;
  options: readonly (readonly [value: string, label: string])[];
  onChange: (event: Event) => void;
}

export function SelectField({
  label,
  name,
  value,
  hint,
  narrow = false,
  options,
  onChange,
}: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} narrow={narrow}>
      {(control) => (
        <select {...control} class="select" name={name} value={value} onChange={onChange}>
          {options.map(([each, text]) => (
            <option key={each} value={each}>
              {text}
            </option>
          ))}
          <UnlistedOption value={value} listed={options.map(([each]) => each)} />
        </select>
      )}
    </Field>
  );
}

/** Adds an option if the value from the address is not in the list, for example because an endpoint was deleted. */
export function UnlistedOption({ value, listed }: { value: string; listed: readonly string[] }) {
  return value === '' || listed.includes(value) ? null : <option value={value}>{value}</option>;
}

interface TypeFieldProps {
  label: string;
  value: string;
  onChange: (event: Event) => void;
}

const typeOptions = [
  ['', 'All types'] as const,
  ...[...eventTypes, ...ownEventTypes].map((type) => [type, type] as const),
];

export const TypeField = (props: TypeFieldProps) => (
  <SelectField name="type" options={typeOptions} {...props} />
);

interface MoreFiltersProps extends PeriodFieldsProps {
  open: boolean;
  children?: ComponentChildren;
}

export function MoreFilters({ open, children, ...period }: MoreFiltersProps) {
  return (
    <details class="more-filters" open={open}>
      <summary>More filters</summary>
      <div class="filters">
        {children}
        <PeriodFields {...period} />
      </div>
      <p class="small faint">Times are in {timeZone()}.</p>
    </details>
  );
}

interface PeriodFieldsProps {
  startDate: string;
  endDate: string;
  onChange: (event: Event) => void;
}

/** The fields show the reader's time zone. The address contains UTC, so a link means the same everywhere. */
function PeriodFields({ startDate, endDate, onChange }: PeriodFieldsProps) {
  const fields = [
    { label: 'From', name: 'startDate', value: toLocalInput(startDate) },
    { label: 'To', name: 'endDate', value: toLocalInput(endDate, 'end') },
  ];
  return (
    <>
      {fields.map(({ label, ...field }) => (
        <Field key={label} label={label} narrow>
          {(control) => (
            <FilterInput
              {...control}
              {...field}
              class="input"
              type="datetime-local"
              max={latestLocalInput}
              onChange={(event) => event.currentTarget.reportValidity() && onChange(event)}
            />
          )}
        </Field>
      ))}
    </>
  );
}
