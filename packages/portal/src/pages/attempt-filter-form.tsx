import { deliveryFailures } from '@winkwire/contract/delivery-failures';
import type { Mode } from '@winkwire/contract/modes';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { href } from '../app/address.ts';
import { Field } from '../ui/field.tsx';
import { FilterInput } from '../ui/filter-input.tsx';
import { failureText } from '../ui/response-text.ts';
import {
  type AttemptFilters,
  attemptFilterNames,
  outcomeOf,
  readAttemptForm,
  subjectOf,
} from './attempt-filters.ts';
import { MoreFilters, SelectField, TypeField, UnlistedOption } from './filter-fields.tsx';
import { SubjectField } from './subject-field.tsx';
import { useSubjectSearch } from './use-subject-search.ts';
import { UsersWithReference } from './users-with-reference.tsx';

interface AttemptFilterFormProps {
  mode: Mode;
  filters: AttemptFilters;
  webhooks: readonly Webhook[];
  webhooksHint: string | undefined;
}

/** All filters except `text`. Here it searches responses, but `findSubject` expects it to search events. */
const subjectFilters = attemptFilterNames.filter((name) => name !== 'text');

interface FieldsProps {
  filters: AttemptFilters;
  onChange: (event: Event) => void;
}

export function AttemptFilterForm({ mode, filters, webhooks, webhooksHint }: AttemptFilterFormProps) {
  const apply = useSubjectSearch({ mode, list: 'attempts', filters: subjectFilters, read: readAttemptForm });
  return (
    <search aria-label="Filter attempts">
      <form class="stack-s" onSubmit={apply}>
        <div class="filters">
          <SelectField
            label="Endpoint"
            name="webhookId"
            value={filters.webhookId}
            hint={webhooksHint}
            options={[['', 'All endpoints'], ...webhooks.map(({ id, name }) => [id, name] as const)]}
            onChange={apply}
          />
          <OutcomeField filters={filters} onChange={apply} />
          <SubjectField
            label="ID or response text"
            name="subject"
            value={subjectOf(filters)}
            onChange={apply}
          />
          {Object.values(filters).some(Boolean) && (
            <a class="button" data-kind="quiet" href={href(mode, 'attempts')}>
              Clear
            </a>
          )}
        </div>
        <UsersWithReference mode={mode} list="attempts" filters={filters} />
        <MoreFilters
          open={Boolean(filters.type || filters.status || filters.startDate || filters.endDate)}
          startDate={filters.startDate}
          endDate={filters.endDate}
          onChange={apply}
        >
          <TypeField label="Event type" value={filters.type} onChange={apply} />
          <StatusField status={filters.status} onChange={apply} />
        </MoreFilters>
      </form>
    </search>
  );
}

const failureCodes = Object.keys(deliveryFailures);

function OutcomeField({ filters, onChange }: FieldsProps) {
  return (
    <Field label="Outcome">
      {(control) => (
        <select {...control} class="select" name="outcome" value={outcomeOf(filters)} onChange={onChange}>
          <option value="">Any outcome</option>
          <option value="true">Succeeded (200 to 299)</option>
          <option value="false">Failed</option>
          <optgroup label="Failed with">
            {failureCodes.map((code) => (
              <option key={code} value={code}>
                {failureText(code)}
              </option>
            ))}
            <UnlistedOption value={filters.error} listed={failureCodes} />
          </optgroup>
        </select>
      )}
    </Field>
  );
}

interface StatusFieldProps {
  status: string;
  onChange: (event: Event) => void;
}

const StatusField = ({ status, onChange }: StatusFieldProps) => (
  <Field label="HTTP status" narrow>
    {(control) => (
      <FilterInput
        {...control}
        class="input"
        type="number"
        name="status"
        min={100}
        max={999}
        value={status}
        onChange={onChange}
      />
    )}
  </Field>
);
