// biome-ignore-all lint/style/noNonNullAssertion: the field is inside a form
import type { Mode } from '@winkwire/contract/modes';
import type { SessionFunnel } from '@winkwire/contract/resources/session-funnel';
import type { FunnelGroup } from '@winkwire/contract/session-outcomes';
import { useLocation } from 'preact-iso/router';
import { pickQuery, queryString } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { FilterInput } from '../ui/filter-input.tsx';
import { LiveBadge } from '../ui/live-badge.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import { SelectField } from './filter-fields.tsx';
import { FunnelChart } from './funnel-chart.tsx';
import type { FunnelFilters } from './funnel-group-href.ts';
import { FunnelGroups } from './funnel-groups.tsx';
import { PageTabs } from './page-tabs.tsx';
import { SessionFilterFields } from './session-filter-fields.tsx';

const filterNames = ['by', 'providerId', 'templateId', 'device', 'startDate', 'endDate'] as const;

type FunnelQuery = Record<(typeof filterNames)[number], string>;

export function FunnelPage({ mode, query }: PageProps) {
  const filters = pickQuery(query, filterNames);
  const funnel = useQuery<SessionFunnel>(mode, `/v1/sessions/funnel${queryString(filters)}`, 15);
  return (
    <>
      <PageHead
        title="Funnel"
        lead="How many sessions of a period have reached each step. The default period is the last 30 days."
        actions={<LiveBadge query={funnel} />}
      />
      <div class="stack">
        <PageTabs mode={mode} current="funnel" />
        <Card>
          <div class="card-body">
            <FunnelForm mode={mode} filters={filters} shown={funnel.data} />
          </div>
        </Card>
        <QueryView query={funnel} rows={8}>
          {(data) =>
            data.steps[0]?.sessions ? <Filled mode={mode} funnel={data} filters={filters} /> : <NoSessions />
          }
        </QueryView>
      </div>
    </>
  );
}

const NoSessions = () => (
  <Card>
    <Empty title="No sessions in this period">
      <p>A session begins when a page opens the widget. Try a longer period or fewer filters.</p>
    </Empty>
  </Card>
);

interface FilledProps {
  mode: Mode;
  funnel: SessionFunnel;
  filters: FunnelFilters;
}

const Filled = ({ mode, funnel, filters }: FilledProps) => (
  <>
    <Card title="All sessions" lead="How many of the sessions at each step went on to the next one.">
      <FunnelChart steps={funnel.steps} />
    </Card>
    <Card title={groupTitles[funnel.by]}>
      <FunnelGroups mode={mode} funnel={funnel} filters={filters} />
    </Card>
  </>
);

const groupTitles: Record<FunnelGroup, string> = {
  day: 'By day',
  provider: 'By provider',
  template: 'By template',
  device: 'By device',
};

const groups = Object.entries(groupTitles);

interface FunnelFormProps {
  mode: Mode;
  filters: FunnelQuery;
  /** If the address contains no days, the form shows those of this funnel. */
  shown: SessionFunnel | undefined;
}

function FunnelForm({ mode, filters, shown }: FunnelFormProps) {
  const { route } = useLocation();
  const apply = (event: Event) => {
    event.preventDefault();
    const form = (event.currentTarget as HTMLElement).closest('form')!;
    if (!form.reportValidity()) return;
    const data = new FormData(form);
    const values = filterNames.map((name) => [name, String(data.get(name) ?? '')]);
    route(href(mode, 'funnel') + queryString(Object.fromEntries(values)), true);
  };
  const days = [
    { label: 'From (UTC)', name: 'startDate', value: filters.startDate || (shown?.startDate ?? '') },
    { label: 'To (UTC)', name: 'endDate', value: filters.endDate || (shown?.endDate ?? '') },
  ];
  return (
    <search aria-label="Filter the funnel">
      <form class="stack-s" onSubmit={apply}>
        <div class="filters">
          <SelectField
            label="Groups"
            name="by"
            value={filters.by || 'day'}
            narrow
            options={groups as [string, string][]}
            onChange={apply}
          />
          <SessionFilterFields mode={mode} filters={filters} onChange={apply} />
        </div>
        <div class="filters">
          {days.map(({ label, ...field }) => (
            <Field key={label} label={label} narrow>
              {(control) => (
                <FilterInput {...control} {...field} class="input" type="date" onChange={apply} />
              )}
            </Field>
          ))}
          {Object.values(filters).some(Boolean) && (
            <a class="button" data-kind="quiet" href={href(mode, 'funnel')}>
              Clear
            </a>
          )}
        </div>
      </form>
    </search>
  );
}
