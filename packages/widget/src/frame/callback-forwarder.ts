import type { CallbackRecord, ClosingNote } from '@winkwire/contract/callbacks';
import type { FrameMessage } from '@winkwire/contract/host-messages';
import { newId } from '@winkwire/contract/ids';
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

/** A page that answers nothing must not keep a closed widget on the screen. */
const closeAckTimeoutMs = 500;

type CreatedHere = Omit<Extract<CallbackRecord, { name: 'onUIEvent' | 'onTokenExpired' | 'onClose' }>, never>;

/**
 * Turns announcements into callbacks: to the page at once, to the event log in the background. It numbers what it
 * forwards, from 1 for each session; what an earlier page missed keeps the number it had.
 */
export class CallbackForwarder {
  readonly #settings: ForwarderSettings;
  readonly #forwarded = new Set<string>();
  readonly #openedAt = performance.now();
  #sequence = 0;
  #isClosed = false;
  #farewell: { eventId: string; timer: ReturnType<typeof setTimeout> } | null = null;

  constructor(settings: ForwarderSettings) {
    this.#settings = settings;
  }

  forward(announcement: Announcement, session: Session | null): void {
    switch (announcement.kind) {
      case 'record':
        this.#forwardRecord(announcement.record);
        break;
      case 'screen':
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
    if (this.#farewell?.eventId === eventId) this.#confirmClosed();
  }

  /** The frame goes away: if nobody closed it, the session ends here, and the page can be told nothing. */
  sessionAbandoned(): void {
    this.#settings.outbox.flushByBeacon();
    if (this.#isClosed) return;
    this.#isClosed = true;
    const note: CloseSession = { reason: 'close', eventId: null };
    this.#settings.client.sendBeacon('sessions/close', note);
  }

  #forwardRecord(record: CallbackRecord): void {
    if (this.#forwarded.has(record.eventId)) return;
    this.#forwarded.add(record.eventId);
    const callback = record.replayed ? record : { ...record, sequence: this.#nextSequence() };
    this.#settings.post({ type: 'callback', callback });
  }

  #create<Name extends CreatedHere['name']>(
    name: Name,
    session: Session | null,
    argument: Extract<CallbackRecord, { name: Name }>['arguments'],
  ): CallbackRecord {
    const callback = {
      name,
      arguments: argument,
      eventId: newId('event'),
      // Empty when there never was a session: the very first token had expired.
      sessionId: session?.sessionId ?? '',
      sequence: this.#nextSequence(),
      replayed: false,
      // With milliseconds: what happens within one second still has an order on the user's timeline.
      at: new Date().toISOString(),
    } as CallbackRecord;
    this.#settings.post({ type: 'callback', callback });
    if (session && name !== 'onClose') this.#settings.outbox.record(callback);
    return callback;
  }

  #closeDetails({ kind: _, ...said }: Extract<Announcement, { kind: 'closed' }>): ClosingNote {
    return { ...said, duration: Math.round(performance.now() - this.#openedAt) };
  }

  #close({ eventId, arguments: said }: CallbackRecord): void {
    this.#isClosed = true;
    this.#settings.outbox.flushByBeacon();
    this.#settings.client.sendBeacon('sessions/close', { ...said, eventId });
    this.#farewell = { eventId, timer: setTimeout(() => this.#confirmClosed(), closeAckTimeoutMs) };
  }

  #confirmClosed(): void {
    clearTimeout(this.#farewell?.timer);
    this.#farewell = null;
    this.#settings.outbox.flushByBeacon();
    this.#settings.post({ type: 'closed' });
  }

  #nextSequence(): number {
    this.#sequence += 1;
    return this.#sequence;
  }
}
