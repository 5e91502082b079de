import type { Mode } from '@winkwire/contract/modes';
import type { AttemptRecord } from '@winkwire/contract/resources/delivery';
import { useState } from 'preact/hooks';
import { href } from '../app/router.ts';
import { AnswerBadge } from '../ui/answer-badge.tsx';
import { Id } from '../ui/id.tsx';
import { Moment } from '../ui/moment.tsx';
import { duration } from '../ui/time.ts';
import { TypeName } from '../ui/type-name.tsx';
import { AttemptAnswer } from './attempt-answer.tsx';
import type { EndpointName } from './endpoint-name.ts';

const deleted = <span class="faint">a deleted one</span>;

interface AttemptRowProps {
  mode: Mode;
  attempt: AttemptRecord;
  endpointName: EndpointName;
}

/** One request in a line; opened, what came back, and what it was about. */
export function AttemptRow({ mode, attempt, endpointName }: AttemptRowProps) {
  // An answer may have 16 KiB: those of a thousand rows are not drawn before one is looked at.
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details class="attempt-row" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span class="attempt-when">
            <Moment at={attempt.startedAt} exact />
          </span>
          <span class="attempt-endpoint">
            {endpointName ?? (endpointName === null ? deleted : <span class="id">{attempt.webhookId}</span>)}
          </span>
          <span class="attempt-type type">
            <TypeName type={attempt.eventType} />
          </span>
          <span class="attempt-outcome">
            <AnswerBadge {...attempt} />
            {attempt.number > 1 && <span class="faint"> try {attempt.number}</span>}
          </span>
          <span class="attempt-took number">{duration(attempt.durationMs)}</span>
        </summary>
        {open && (
          <div class="columns">
            <Subject mode={mode} attempt={attempt} endpointName={endpointName} />
            <div class="stack-s">
              <AttemptAnswer attempt={attempt} />
            </div>
          </div>
        )}
      </details>
    </li>
  );
}

function Subject({ mode, attempt, endpointName }: AttemptRowProps) {
  const { webhookId, eventId, sourceId, userId } = attempt;
  return (
    <dl class="facts small">
      <dt>Event</dt>
      <dd>
        <Id value={eventId} href={href(mode, 'events', eventId)} />
      </dd>
      <dt>Endpoint</dt>
      <dd>
        {endpointName ? (
          <a href={href(mode, 'webhooks', webhookId)}>{endpointName}</a>
        ) : (
          <Id
            value={webhookId}
            {...(endpointName === null ? {} : { href: href(mode, 'webhooks', webhookId) })}
          />
        )}
      </dd>
      <dt>Number</dt>
      <dd>
        {attempt.sequence.toLocaleString()}, try {attempt.number}
      </dd>
      {userId && (
        <>
          <dt>User</dt>
          <dd>
            <Id value={userId} href={href(mode, 'users', userId)} />
          </dd>
        </>
      )}
      {sourceId !== userId && (
        <>
          <dt>About</dt>
          <dd>
            <Id value={sourceId} />
          </dd>
        </>
      )}
    </dl>
  );
}
