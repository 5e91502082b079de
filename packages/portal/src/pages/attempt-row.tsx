import type { Mode } from '@winkwire/contract/modes';
import type { AttemptRecord } from '@winkwire/contract/resources/delivery';
import { useState } from 'preact/hooks';
import { href } from '../app/address.ts';
import { Facts } from '../ui/facts.tsx';
import { Id } from '../ui/id.tsx';
import { Moment } from '../ui/moment.tsx';
import { ResponseBadge } from '../ui/response-badge.tsx';
import { duration } from '../ui/time.ts';
import { TypeName } from '../ui/type-name.tsx';
import { AttemptResponse } from './attempt-response.tsx';
import type { EndpointName } from './endpoint-name.ts';

interface AttemptRowProps {
  mode: Mode;
  attempt: AttemptRecord;
  endpointName: EndpointName;
  isByTime: boolean;
}

export function AttemptRow({ mode, attempt, endpointName, isByTime }: AttemptRowProps) {
  // A closed row does not render its response. A list may have a thousand rows with up to 16 KiB each.
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details class="attempt-row" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span class="attempt-when">
            {isByTime ? <Moment at={attempt.startedAt} exact /> : <EventTime attempt={attempt} />}
          </span>
          <span class="attempt-endpoint">
            {endpointName === null && <span class="faint">deleted endpoint</span>}
            {endpointName === undefined && <span class="id">{attempt.webhookId}</span>}
            {endpointName}
          </span>
          <span class="attempt-type type">
            <TypeName type={attempt.eventType} />
          </span>
          <span class="attempt-outcome">
            <ResponseBadge {...attempt} />
            {attempt.number > 1 && <span class="faint"> attempt {attempt.number}</span>}
          </span>
          <span class="attempt-took number">{duration(attempt.durationMs)}</span>
        </summary>
        {open && (
          <div class="columns">
            <Subject mode={mode} attempt={attempt} endpointName={endpointName} />
            <div class="stack-s">
              <AttemptResponse attempt={attempt} />
            </div>
          </div>
        )}
      </details>
    </li>
  );
}

/** The list is ordered by the times of the events, so the row shows that time too. */
function EventTime({ attempt: { eventId, startedAt } }: { attempt: AttemptRecord }) {
  const happenedAt = eventTime(eventId);
  const delayMs = Date.parse(startedAt) - happenedAt;
  return (
    <>
      <Moment at={new Date(happenedAt).toISOString()} exact />
      {delayMs >= minuteMs && <span class="faint small"> +{duration(delayMs)}</span>}
    </>
  );
}

const minuteMs = 60_000;

/** In ms since 1970, from the first 12 hex digits of the event's id. */
const eventTime = (eventId: string): number => Number.parseInt(eventId.slice(3, 15), 16);

type SubjectProps = Omit<AttemptRowProps, 'isByTime'>;

function Subject({ mode, attempt, endpointName }: SubjectProps) {
  const { webhookId, eventId, sourceId, userId } = attempt;
  const webhookPage = href(mode, 'webhooks', webhookId);
  return (
    <Facts
      class="small"
      facts={[
        ['Event', <Id key="event" value={eventId} href={href(mode, 'events', eventId)} />],
        [
          'Endpoint',
          endpointName ? (
            <a href={webhookPage}>{endpointName}</a>
          ) : (
            <Id value={webhookId} {...(endpointName === null ? {} : { href: webhookPage })} />
          ),
        ],
        ['Sequence', `${attempt.sequence.toLocaleString()}, attempt ${attempt.number}`],
        ['User', userId && <Id value={userId} href={href(mode, 'users', userId)} />],
        ['Source', sourceId !== userId && <Id value={sourceId} />],
      ]}
    />
  );
}
