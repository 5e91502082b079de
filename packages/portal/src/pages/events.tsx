import { deliveryStates } from '@winkwire/contract/delivery-states';
import type { Mode } from '@winkwire/contract/modes';
import type { EventRecord } from '@winkwire/contract/resources/event-record';
import type { Page } from '@winkwire/contract/schema/envelope';
import { query, readQuery } from '../api/request.ts';
import { useQuery } from '../api/use-query.ts';
import { href, navigate } from '../app/router.ts';
import { Card } from '../ui/card.tsx';
import { deliveryLabel } from '../ui/delivery-state.tsx';
import { Field } from '../ui/field.tsx';
import { FilterInput } from '../ui/filter-input.tsx';
import { Id } from '../ui/id.tsx';
import { Moment } from '../ui/moment.tsx';
import { More, Newer, useMore } from '../ui/more.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Answer, Empty } from '../ui/states.tsx';
import { TypeName } from '../ui/type-name.tsx';
import { DayField, TypeField } from './filter-fields.tsx';
import { LogTabs } from './log-tabs.tsx';
import { NoMatchYet } from './no-match-yet.tsx';

const filters = [
  'type',
  'deliveryState',
  'userId',
  'sourceId',
  'sessionId',
  'text',
  'startDate',
  'endDate',
] as const;

export function EventsPage({ mode, search }: { mode: Mode; search: string }) {
  const chosen = readQuery(search, filters);
  const path = `/v1/events${query({ ...chosen, size: 50 })}`;
  const events = useQuery<Page<EventRecord>>(mode, path, 4);
  const more = useMore({ mode, path, first: events.data, keyOf: ({ id }) => id });
  return (
    <>
      <PageHead
        title="Events"
        lead="The log: every event once, whoever asked for it."
        actions={<span class="live">Live</span>}
      />
      <div class="stack">
        <LogTabs mode={mode} current="events" />
        <Card>
          <div class="card-body">
            <Filters mode={mode} chosen={chosen} />
          </div>
        </Card>
        <Card>
          <Answer query={events}>
            {() => (
              <>
                <Newer more={more} />
                {more.items.length > 0 ? (
                  <EventTable mode={mode} events={more.items} />
                ) : (
                  <NoEvents
                    isSearch={Object.values(chosen).some(Boolean)}
                    hasMore={more.nextCursor !== null}
                  />
                )}
                <More more={more} />
              </>
            )}
          </Answer>
        </Card>
      </div>
    </>
  );
}

function NoEvents({ isSearch, hasMore }: { isSearch: boolean; hasMore: boolean }) {
  if (hasMore) return <NoMatchYet />;
  return isSearch ? (
    <Empty title="No event matches">
      <p>Try a wider filter. Events are kept for the configured time, 60 days unless changed.</p>
    </Empty>
  ) : (
    <Empty title="No event yet">
      <p>Create a user, or link an account in the demo: each step is an event.</p>
    </Empty>
  );
}

type Chosen = Record<(typeof filters)[number], string>;

/** One field takes anything: ids say themselves what they are of, and everything else is text. */
function readSearch(text: string): Partial<Chosen> {
  if (/^(a|archive)-[0-9a-f]{32}$/.test(text)) return { sourceId: text };
  if (/^ws-[0-9a-f]{32}$/.test(text)) return { sessionId: text };
  return /-[0-9a-f]{32}$/.test(text) ? { userId: text } : { text };
}

function Filters({ mode, chosen }: { mode: Mode; chosen: Chosen }) {
  const apply = (event: Event) => {
    const form = (event.currentTarget as HTMLElement).closest('form')!;
    const next = Object.fromEntries(new FormData(form).entries()) as Record<string, string>;
    const id = (next.id ?? '').trim();
    if (/^et-[0-9a-f]{32}$/.test(id)) return navigate(href(mode, 'events', id));
    navigate(href(mode, 'events') + query({ ...next, id: '', ...readSearch(id) }), { replace: true });
  };
  return (
    <search aria-label="Filter events">
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          apply(event);
        }}
      >
        <TypeField label="Type" value={chosen.type} onChange={apply} />
        <Field label="Deliveries" narrow>
          {(control) => (
            <select
              {...control}
              class="select"
              name="deliveryState"
              value={chosen.deliveryState}
              onChange={apply}
            >
              <option value="">In any state</option>
              {deliveryStates.map((state) => (
                <option key={state} value={state}>
                  {deliveryLabel(state)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Any id or text">
          {(control) => (
            <FilterInput
              {...control}
              class="input mono"
              name="id"
              value={chosen.userId || chosen.sourceId || chosen.sessionId || chosen.text}
              onChange={apply}
            />
          )}
        </Field>
        <DayField label="From" name="startDate" value={chosen.startDate} onChange={apply} />
        <DayField label="To" name="endDate" value={chosen.endDate} onChange={apply} />
        {Object.values(chosen).some(Boolean) && (
          <a class="button" data-kind="quiet" href={href(mode, 'events')}>
            Clear
          </a>
        )}
      </form>
    </search>
  );
}

function EventTable({ mode, events }: { mode: Mode; events: EventRecord[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th>Type</th>
          <th>User</th>
          <th>About</th>
          <th>Event</th>
          <th class="end">When</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.id}>
            <td class="lead">
              <a class="row-link type" href={href(mode, 'events', event.id)}>
                <TypeName type={event.type} />
              </a>
            </td>
            <td data-label="User">
              {event.userId ? <Id value={event.userId} href={href(mode, 'users', event.userId)} /> : '–'}
            </td>
            <td class="wide" data-label="About">
              {event.sourceId === event.userId ? (
                <span class="faint">the user</span>
              ) : (
                <Id value={event.sourceId} />
              )}
            </td>
            <td class="wide" data-label="Event">
              <Id value={event.id} />
            </td>
            <td class="end" data-label="When">
              <Moment at={event.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
