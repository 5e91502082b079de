import type { Mode } from '@winkwire/contract/modes';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { query } from '../api/request.ts';
import { href, navigate } from '../app/router.ts';
import { failureWords } from '../ui/answer-words.ts';
import { Field } from '../ui/field.tsx';
import { FilterInput } from '../ui/filter-input.tsx';
import { type AttemptFilters, outcomeOf, readAttemptForm, subjectOf } from './attempt-filters.ts';
import { DayField, TypeField } from './filter-fields.tsx';

interface AttemptFilterFormProps {
  mode: Mode;
  filters: AttemptFilters;
  webhooks: readonly Webhook[];
}

export function AttemptFilterForm({ mode, filters, webhooks }: AttemptFilterFormProps) {
  const apply = (event: Event) => {
    event.preventDefault();
    const form = (event.currentTarget as HTMLElement).closest('form')!;
    if (!form.reportValidity()) return;
    navigate(href(mode, 'attempts') + query(readAttemptForm(new FormData(form))), { replace: true });
  };
  const { type, status, startDate, endDate } = filters;
  return (
    <search aria-label="Filter attempts">
      <form class="stack-s" onSubmit={apply}>
        <div class="filters">
          <Field label="Endpoint">
            {(control) => (
              <select {...control} class="select" name="webhookId" value={filters.webhookId} onChange={apply}>
                <option value="">All endpoints</option>
                {webhooks.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
                <Unlisted value={filters.webhookId} listed={webhooks.map(({ id }) => id)} />
              </select>
            )}
          </Field>
          <Field label="Outcome">
            {(control) => (
              <select {...control} class="select" name="outcome" value={outcomeOf(filters)} onChange={apply}>
                <option value="">Any</option>
                <option value="true">Succeeded: answered 200 to 299</option>
                <option value="false">Failed, for any reason</option>
                <optgroup label="Failed because">
                  {Object.entries(failureWords).map(([code, words]) => (
                    <option key={code} value={code}>
                      {words}
                    </option>
                  ))}
                  <Unlisted value={filters.error} listed={Object.keys(failureWords)} />
                </optgroup>
              </select>
            )}
          </Field>
          <Field label="Id, or text of the answer">
            {(control) => (
              <FilterInput
                {...control}
                class="input mono"
                name="subject"
                minLength={2}
                maxLength={200}
                value={subjectOf(filters)}
                onChange={apply}
              />
            )}
          </Field>
          {Object.values(filters).some(Boolean) && (
            <a class="button" data-kind="quiet" href={href(mode, 'attempts')}>
              Clear
            </a>
          )}
        </div>
        <details class="more-filters" open={Boolean(type || status || startDate || endDate)}>
          <summary>More filters</summary>
          <div class="filters">
            <TypeField label="Event type" value={type} onChange={apply} />
            <Field label="HTTP status" narrow>
              {(control) => (
                <FilterInput
                  {...control}
                  class="input"
                  type="number"
                  name="status"
                  min={100}
                  max={599}
                  value={status}
                  onChange={apply}
                />
              )}
            </Field>
            <DayField label="From" name="startDate" value={startDate} onChange={apply} />
            <DayField label="To" name="endDate" value={endDate} onChange={apply} />
          </div>
        </details>
      </form>
    </search>
  );
}

/** An address may name what no list has: a deleted endpoint, a newer server's error. */
function Unlisted({ value, listed }: { value: string; listed: readonly string[] }) {
  return value === '' || listed.includes(value) ? null : <option value={value}>{value}</option>;
}
