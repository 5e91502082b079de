import type { CallbackRecord, CloseDetails } from '@winkwire/contract/callbacks';
import type { FrameMessage } from '@winkwire/contract/host-messages';
import { newEventId } from '@winkwire/contract/ids';
import type { UIEventName } from '@winkwire/contract/screens';
import { timestamp } from '@winkwire/contract/timestamp';
import {
  type CloseSession,
  type FrameEvent,
  type FrameEventName,
  type LogTail,
  mostFrameEvents,
  mostMissedCallbacks,
  type Session,
} from '@winkwire/contract/widget-api';
import type { EventPlace, WidgetEvent } from '@winkwire/contract/widget-events';
import type { Acknowledgements } from './acknowledgements.ts';
import type { Announcement } from './chart-vocabulary.ts';
import { InSequence } from './in-sequence.ts';
import { Outbox } from './outbox.ts';
import type { WidgetClient } from './widget-client.ts';

interface ForwarderSettings {
  post: (message: FrameMessage) => void;
  client: Pick<WidgetClient, 'sendNow' | 'sendBeacon' | 'request'>;
  acknowledgements: Pick<Acknowledgements, 'add' | 'flush'>;
  /**
   * Makes the event for `onEvent`. Absent if the page has no `onEvent`. Announcements of the kind `event` are then
   * ignored.
   */
  pageEvent?: (record: CallbackRecord, place: EventPlace) => WidgetEvent | undefined;
  /** For tests. Replaces {@link numberTimeoutMs} and {@link failingTimeoutMs}. */
  numberTimeout?: number;
}

/** How long the page may take to acknowledge `onClose`, in ms. Then the widget is removed anyway. */
const closeAckTimeoutMs = 500;
/**
 * How long `onClose` or `onTokenExpired` waits for its number from the log, in ms. After `close()`, the loader waits
 * for at most 2.5 s.
 */
const numberTimeoutMs = 2000;
/** Replaces {@link numberTimeoutMs} while requests to the log fail, because the next request will probably fail too. */
const failingTimeoutMs = 300;

type FrameCallbackName = FrameEventName | 'onClose';

/**
 * Turns announcements into callbacks of the page. The server numbers each callback first, so that page and log have the
 * same order.
 */
export class CallbackForwarder {
  readonly #settings: ForwarderSettings;
  readonly #outbox: Outbox;
  readonly #inSequence: InSequence;
  readonly #forwarded = new Set<string>();
  readonly #openedAt = performance.now();
  #announced: EventPlace = { screen: null, previousScreen: null };
  /** Changes only when the page receives a UI event. */
  #received: EventPlace = { screen: null, previousScreen: null };
  #hasStarted = false;
  #hasEnded = false;
  #details: CloseDetails = { reason: 'close' };
  /** No callback is posted after `onClose`. */
  #hasPostedClose = false;
  #pendingClose: { eventId: string; timer: ReturnType<typeof setTimeout> } | null = null;

  constructor(settings: ForwarderSettings) {
    this.#settings = settings;
    this.#inSequence = new InSequence({
      onNext: (callback) => this.#post(callback),
      readTail: (after) => settings.client.request<LogTail>(`callbacks?after=${after}`),
    });
    this.#outbox = new Outbox({
      client: settings.client,
      onNumbered: (callbacks) => this.#inSequence.add(callbacks),
      onRejected: (callback) => this.#post(callback),
    });
  }

  forward(announcement: Announcement, session: Session | null): void {
    if (session) this.#start(session);
    switch (announcement.kind) {
      case 'record':
        if (announcement.record.replayed) this.#post(announcement.record);
        else this.#inSequence.add([announcement.record]);
        break;
      case 'screen':
        this.#announced = afterOpening(this.#announced, announcement.name);
        this.#record(
          newCallback('onUIEvent', session, {
            eventName: announcement.name,
            eventTime: timestamp(Date.now()),
            mode: session?.mode ?? 'SANDBOX',
            userId: session?.userId ?? '',
            account: announcement.account,
            archive: announcement.archive,
          }),
        );
        break;
      case 'event':
        if (session && this.#settings.pageEvent)
          this.#record(newCallback('onEvent', session, { ...announcement.event, ...this.#announced }));
        break;
      case 'expired': {
        const expired = newCallback('onTokenExpired', session, undefined);
        this.#record(expired);
        setTimeout(() => this.#post(expired), this.#numberTimeout);
        break;
      }
      case 'closed':
        void this.#close(announcement, session);
    }
  }

  /** Call this when the page's callback has ended, with or without an error. */
  acknowledged(eventId: string): void {
    this.#settings.acknowledgements.add(eventId);
    if (this.#pendingClose?.eventId === eventId) this.#confirmClosed();
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /**
   * Ends the session when the page goes away. If the events need several requests, these may arrive in the wrong order.
   */
  sessionAbandoned(): void {
    const { client, acknowledgements } = this.#settings;
    if (!this.#hasEnded) client.sendBeacon('sessions/close', this.#closeRequest());
    acknowledgements.flush();
  }

  #start(session: Session): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    this.#inSequence.startAfter(session.sequence);
    // If reading the missed callbacks fails, they are forwarded when the widget is opened again.
    this.#forwardMore(session.callbacks).catch(() => {});
  }

  /** Forwards the missed callbacks that come after `page`. Only the last page of callbacks is not full. */
  async #forwardMore(page: CallbackRecord[]): Promise<void> {
    const last = page.at(-1);
    if (!last || page.length < mostMissedCallbacks) return;
    const path = `callbacks/missed?sessionId=${last.sessionId}&sequence=${last.sequence}`;
    const { callbacks } = await this.#settings.client.request<LogTail>(path);
    for (const callback of callbacks) this.#post(callback);
    await this.#forwardMore(callbacks);
  }

  get #numberTimeout(): number {
    return this.#settings.numberTimeout ?? (this.#outbox.isFailing ? failingTimeoutMs : numberTimeoutMs);
  }

  #record(callback: CallbackRecord): void {
    // Without a session, the log cannot store the callback. For example, the token may have expired before the widget
    // was opened.
    if (callback.sessionId === '') this.#post(callback);
    else this.#outbox.record(callback);
  }

  /** Two responses may contain the same callback, so it is posted only the first time. */
  #post(callback: CallbackRecord): void {
    if (this.#hasPostedClose || this.#forwarded.has(callback.eventId)) return;
    this.#forwarded.add(callback.eventId);
    if (callback.name === 'onUIEvent' && !callback.replayed)
      this.#received = afterOpening(this.#received, callback.arguments.eventName);
    const event = this.#settings.pageEvent?.(callback, this.#received);
    this.#settings.post({ type: 'callback', callback, ...(event && { event }) });
    if (callback.name !== 'onClose') return;
    this.#hasPostedClose = true;
    const timer = setTimeout(() => this.#confirmClosed(), closeAckTimeoutMs);
    this.#pendingClose = { eventId: callback.eventId, timer };
  }

  async #close(
    announcement: Extract<Announcement, { kind: 'closed' }>,
    session: Session | null,
  ): Promise<void> {
    const { kind: _, ...rest } = announcement;
    // Views such as `connecting` have no UI event. They report the last screen that had one.
    const screen = rest.screen ?? this.#announced.screen;
    const details = { ...rest, screen, duration: Math.round(performance.now() - this.#openedAt) };
    this.#details = details;
    const tail = session ? await this.#endSession() : [];
    // The log was too slow, so the page receives these callbacks without numbers.
    for (const callback of this.#outbox.unconfirmed) this.#post(callback);
    this.#inSequence.add(tail);
    // If the `onClose` from the log has already been posted, `#post` ignores this second one.
    this.#post(newCallback('onClose', session, details));
  }

  /**
   * Ends the session in the log. Resolves with the remaining callbacks, the last of which is `onClose`. If the log is
   * too slow, the list is empty.
   */
  async #endSession(): Promise<CallbackRecord[]> {
    const timeout = new Promise<LogTail>((resolve) => {
      setTimeout(() => resolve({ callbacks: [] }), this.#numberTimeout);
    });
    // Requests may arrive in any order, but `onClose` must be the last callback. So the older callbacks are sent first.
    if (this.#outbox.unconfirmed.length > mostFrameEvents)
      await Promise.race([this.#outbox.shorten(), timeout]).catch(() => {});
    // If the page has gone away, the end of the session has already been sent.
    if (this.#hasEnded) return [];
    const request = this.#settings.client.sendNow<LogTail>('sessions/close', {
      ...this.#closeRequest(),
      callsPage: true,
      after: this.#inSequence.last,
    });
    const { callbacks } = await Promise.race([request, timeout]).catch(() => timeout);
    this.#outbox.confirm(callbacks);
    return callbacks;
  }

  /**
   * The request that ends the session. It contains the unconfirmed events. If one request cannot contain all of them,
   * the oldest are sent now.
   */
  #closeRequest(): CloseSession {
    this.#hasEnded = true;
    const events = [...this.#outbox.unconfirmed] as FrameEvent[];
    while (events.length > mostFrameEvents)
      this.#settings.client.sendBeacon('events', { events: events.splice(0, mostFrameEvents) });
    return { ...this.#details, events };
  }

  #confirmClosed(): void {
    if (!this.#pendingClose) return;
    clearTimeout(this.#pendingClose.timer);
    this.#pendingClose = null;
    this.#settings.acknowledgements.flush();
    this.#settings.post({ type: 'closed' });
  }
}

const afterOpening = ({ screen }: EventPlace, opened: UIEventName): EventPlace => ({
  screen: opened,
  previousScreen: screen,
});

function newCallback<Name extends FrameCallbackName>(
  name: Name,
  session: Session | null,
  argument: Extract<CallbackRecord, { name: Name }>['arguments'],
): CallbackRecord {
  return {
    name,
    arguments: argument,
    eventId: newEventId(),
    sessionId: session?.sessionId ?? '',
    sequence: null,
    replayed: false,
    // With milliseconds, events of the same second stay in order on the user's timeline.
    at: new Date().toISOString(),
  } as CallbackRecord;
}
