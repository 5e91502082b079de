import type { Mode } from '@winkwire/contract/modes';
import type { MarkOf } from '@winkwire/contract/portal-api';
import { screens, type UIEventName } from '@winkwire/contract/screens';
import type { ComponentChildren } from 'preact';
import { href } from '../app/address.ts';
import { Badge } from '../ui/badge.tsx';
import { Json } from '../ui/json.tsx';
import { ResponseBadge } from '../ui/response-badge.tsx';
import { duration, preciseTime } from '../ui/time.ts';
import { TypeName } from '../ui/type-name.tsx';
import { callbackText } from './callback-text.ts';
import type { Moment } from './lay-out.ts';

interface MomentRowProps {
  mode: Mode;
  moment: Moment;
  showsDeliveries: boolean;
}

export function MomentRow({ mode, moment, showsDeliveries }: MomentRowProps) {
  const { screen, callback, event, attempts, isLate } = moment;
  const isPair = Boolean(callback && event);
  return (
    <li class="moment" data-gap={gapSize(moment.gap)} data-pair={isPair}>
      <div class="moment-time">
        {moment.gap >= 1000 && <span class="gap">{duration(moment.gap)}</span>}
        <time dateTime={moment.at} title={moment.at}>
          {preciseTime(moment.at)}
        </time>
      </div>
      {(screen || callback) && (
        <div class="side-page">
          {screen && <ScreenCard mark={screen} />}
          {callback && <CallbackCard mark={callback} paired={isPair} />}
        </div>
      )}
      {(event || attempts.length > 0) && (
        <div class="side-server">
          {event ? (
            <EventCard mode={mode} mark={event}>
              {showsDeliveries && <Deliveries deliveries={event.deliveries} attempts={attempts} />}
            </EventCard>
          ) : (
            attempts.map((mark) => (
              <LoneAttempt key={`${mark.webhookId} ${mark.number}`} mode={mode} mark={mark} isLate={isLate} />
            ))
          )}
        </div>
      )}
    </li>
  );
}

/** `gap` is in ms. All gaps of a minute or more have the same size, so that no gap fills the page. */
function gapSize(gap: number): 'none' | 'short' | 'long' {
  if (gap < 1000) return 'none';
  return gap < 60_000 ? 'short' : 'long';
}

function MarkCard({ kind, label, children }: { kind: string; label: string; children: ComponentChildren }) {
  return (
    <article class="mark-card" data-kind={kind}>
      <i class="mark" data-kind={kind} />
      <span class="visually-hidden">{label}: </span>
      {children}
    </article>
  );
}

function ScreenCard({ mark }: { mark: MarkOf<'SCREEN'> }) {
  const title = screens[mark.name as UIEventName]?.title;
  return (
    <MarkCard kind="SCREEN" label="Screen">
      <p class="mark-name">{title ?? mark.name}</p>
      {title && <p class="type faint">{mark.name}</p>}
    </MarkCard>
  );
}

function CallbackCard({ mark, paired }: { mark: MarkOf<'CALLBACK'>; paired: boolean }) {
  return (
    <MarkCard kind="CALLBACK" label="Callback">
      <p class="type mark-name">
        <TypeName type={mark.name} />
      </p>
      <p class="small soft">
        {callbackText(mark, Date.now())}
        {paired && (
          <span class="visually-hidden"> The event next to it, on the server, has the same event ID.</span>
        )}
      </p>
      {mark.arguments !== null && <Detail summary="Arguments" text={JSON.stringify(mark.arguments)} />}
    </MarkCard>
  );
}

const missingBody = {
  EXPIRED: 'The body has expired.',
  ERASED: 'The body was erased.',
  DAMAGED: 'The stored body is damaged. Open the event to see what to do.',
  LARGE: 'The body is large. Open the event to see it.',
};

interface EventCardProps {
  mode: Mode;
  mark: MarkOf<'EVENT'>;
  children: ComponentChildren;
}

function EventCard({ mode, mark, children }: EventCardProps) {
  return (
    <MarkCard kind="EVENT" label="Event">
      <p class="mark-name">
        <a class="type" href={href(mode, 'events', mark.eventId)}>
          <TypeName type={mark.type} />
        </a>
      </p>
      {mark.body === null ? (
        <p class="small faint">{missingBody[mark.bodyMissing ?? 'EXPIRED']}</p>
      ) : (
        <Detail summary="Body" text={mark.body} />
      )}
      {children}
    </MarkCard>
  );
}

interface DeliveriesProps {
  deliveries: MarkOf<'EVENT'>['deliveries'];
  attempts: MarkOf<'ATTEMPT'>[];
}

function Deliveries({ deliveries, attempts }: DeliveriesProps) {
  if (deliveries.length === 0 && attempts.length === 0) {
    return <p class="small faint">No webhook subscribes to this event. The event is kept in the log.</p>;
  }
  const others = deliveries.filter(({ webhookId }) => !attempts.some((each) => each.webhookId === webhookId));
  return (
    <ul class="attempt-list">
      {attempts.map((attempt) => (
        <li key={`${attempt.webhookId} ${attempt.number}`}>
          <AttemptLine mark={attempt} />
        </li>
      ))}
      {others.map((delivery) => (
        <li key={delivery.webhookId} class="attempt-line">
          <i class="mark" data-kind="ATTEMPT" />
          <span class="attempt-to">{delivery.webhookName}</span>
          <Badge tone={delivery.state === 'DELIVERED' ? 'good' : 'idle'}>{laterState(delivery)}</Badge>
        </li>
      ))}
    </ul>
  );
}

function laterState({ state, webhookDeleted }: MarkOf<'EVENT'>['deliveries'][number]): string {
  const hasEnded = state === 'DELIVERED' || state === 'FAILED';
  return webhookDeleted && !hasEnded ? 'endpoint deleted' : laterStates[state];
}

const laterStates = {
  WAITING: 'pending',
  RETRYING: 'retrying',
  DELIVERED: 'delivered later',
  FAILED: 'given up',
};

interface LoneAttemptProps {
  mode: Mode;
  mark: MarkOf<'ATTEMPT'>;
  isLate: boolean;
}

/** An attempt that is shown without its event. The event is hidden, or belongs to an earlier moment. */
function LoneAttempt({ mode, mark, isLate }: LoneAttemptProps) {
  return (
    <MarkCard kind="ATTEMPT" label="Delivery">
      <p class="mark-name small">
        {attemptWord(mark, isLate)}:{' '}
        <a class="type" href={href(mode, 'events', mark.eventId)}>
          <TypeName type={mark.eventType} />
        </a>
      </p>
      <AttemptLine mark={mark} bare />
    </MarkCard>
  );
}

function attemptWord({ number }: MarkOf<'ATTEMPT'>, isLate: boolean): string {
  if (number > 1) return 'Retried';
  return isLate ? 'Delivered later' : 'Sent';
}

function AttemptLine({ mark, bare = false }: { mark: MarkOf<'ATTEMPT'>; bare?: boolean }) {
  return (
    <span class="attempt-line">
      {!bare && <i class="mark" data-kind="ATTEMPT" />}
      <span class="attempt-to">
        {mark.webhookName}
        {mark.number > 1 && <span class="faint"> · attempt {mark.number}</span>}
      </span>
      <ResponseBadge {...mark} />
      <span class="number faint small">{duration(mark.durationMs)}</span>
    </span>
  );
}

function Detail({ summary, text }: { summary: string; text: string }) {
  return (
    <details class="mark-detail">
      <summary>{summary}</summary>
      <Json text={text} label={summary} />
    </details>
  );
}
