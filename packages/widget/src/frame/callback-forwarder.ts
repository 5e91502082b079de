import type { CallbackRecord, CloseDetails } from '@winkwire/contract/callbacks';
import type { FrameMessage } from '@winkwire/contract/host-messages';
import { newEventId } from '@winkwire/contract/ids';
import type { UIEventName } from '@winkwire/contract/screens';
import { timestamp } from '@winkwire/contract/timestamp';
import type { CloseSession, Session } from '@winkwire/contract/widget-api';
import type { Announcement } from './chart-vocabulary.ts';
import type { Outbox } from './outbox.ts';
import type { WidgetClient } from './widget-client.ts';

interface ForwarderSettings {
  post: (message: FrameMessage) => void;
  client: Pick<WidgetClient, 'sendBeacon'>;
  outbox: Pick<Outbox, 'record' | 'acknowledge' | 'flushByBeacon'>;
}

/** A page that never acknowledges `onClose` must not keep a closed widget on the screen. */
const closeAckTimeoutMs = 500;

type FrameCallbackName = 'onUIEvent' | 'onTokenExpired' | 'onClose';

/**
 * Turns announcements into callbacks: to the page at once, to the event log in the background. Each session numbers
 * its callbacks from 1; a callback that an earlier page missed keeps its number.
 */
export class CallbackForwarder {
  readonly #settings: ForwarderSettings;
  readonly #forwarded = new Set<string>();
  readonly #openedAt = performance.now();
  #lastSequence = 0;
  #lastScreen: UIEventName | null = null;
  #isClosed = false;
  /** The `onClose` that the page has not acknowledged yet. */
  #pendingClose: { eventId: string; timer: ReturnType<typeof setTimeout> } | null = null;

  constructor(settings: ForwarderSettings) {
    this.#settings = settings;
  }

  forward(announcement: Announcement, session: Session | null): void {
    switch (announcement.kind) {
      case 'record':
        this.#forwardRecord(announcement.record);
        break;
      case 'screen':
        this.#lastScreen = announcement.name;
        this.#create('onUIEvent', session, {
          eventName: announcement.name,
          eventTime: timestamp(Date.now()),
          mode: session?.mode ?? 'SANDBOX',
          userId: session?.userId ?? '',
          account: announcement.account,
          archive: announcement.archive,
        });
        break;
      case 'expired':
        this.#create('onTokenExpired', session, undefined);
        break;
      case 'closed':
        this.#close(this.#create('onClose', session, this.#closeDetails(announcement)));
    }
  }

  /** The page's callback for this event has returned. */
  acknowledged(eventId: string): void {
    this.#settings.outbox.acknowledge(eventId);
    if (this.#pendingClose?.eventId === eventId) this.#confirmClosed();
  }

  /** The page goes away with the frame open. The session ends here; no `onClose` can reach the page any more. */
  sessionAbandoned(): void {
    this.#settings.outbox.flushByBeacon();
    if (this.#isClosed) return;
    this.#isClosed = true;
    const details: CloseSession = { reason: 'close', eventId: null };
    this.#settings.client.sendBeacon('sessions/close', details);
  }

  /** Two responses may carry the same record; only the first one is forwarded. */
  #forwardRecord(record: CallbackRecord): void {
    if (this.#forwarded.has(record.eventId)) return;
    this.#forwarded.add(record.eventId);
    const callback = record.replayed ? record : { ...record, sequence: this.#nextSequence() };
    this.#settings.post({ type: 'callback', callback });
  }

  #create<Name extends FrameCallbackName>(
    name: Name,
    session: Session | null,
    argument: Extract<CallbackRecord, { name: Name }>['arguments'],
  ): CallbackRecord {
    const callback = {
      name,
      arguments: argument,
      eventId: newEventId(),
      // Empty without a session: the first token had already expired.
      sessionId: session?.sessionId ?? '',
      sequence: this.#nextSequence(),
      replayed: false,
      // With milliseconds, events within one second keep their order on the user's timeline.
      at: new Date().toISOString(),
    } as CallbackRecord;
    this.#settings.post({ type: 'callback', callback });
    if (session && name !== 'onClose') this.#settings.outbox.record(callback);
    return callback;
  }

  #closeDetails({ kind: _, ...details }: Extract<Announcement, { kind: 'closed' }>): CloseDetails {
    // Connecting, for instance, has no event of its own.
    const screen = details.screen ?? this.#lastScreen;
    return { ...details, screen, duration: Math.round(performance.now() - this.#openedAt) };
  }

  #close({ eventId, arguments: details }: CallbackRecord): void {
    this.#isClosed = true;
    this.#settings.outbox.flushByBeacon();
    this.#settings.client.sendBeacon('sessions/close', { ...details, eventId });
    this.#pendingClose = { eventId, timer: setTimeout(() => this.#confirmClosed(), closeAckTimeoutMs) };
  }

  #confirmClosed(): void {
    clearTimeout(this.#pendingClose?.timer);
    this.#pendingClose = null;
    this.#settings.outbox.flushByBeacon();
    this.#settings.post({ type: 'closed' });
  }

  #nextSequence(): number {
    this.#lastSequence += 1;
    return this.#lastSequence;
  }
}
