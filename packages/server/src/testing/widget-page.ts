import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { EventType } from '@winkwire/contract/event-types';
import { catalogue } from '@winkwire/contract/events';
import type { AccountProgress, CloseSession, Session, StartAccount } from '@winkwire/contract/widget-api';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { ApiResponse, TestServer } from './test-server.ts';

export type Called = Pick<TestServer, 'call'>;

export interface StoredEvent {
  id: string;
  type: EventType;
  sessionId: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into data of every type
  data: any;
}

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);

export async function newUser(server: Called): Promise<{ userId: string; userToken: string }> {
  const { body } = await server.call('/v1/users', { method: 'POST', body: {} });
  return { userId: body.data.user.id, userToken: body.data.token.accessToken };
}

export async function newUserToken(server: Called, userId: string): Promise<string> {
  const { body } = await server.call(`/v1/tokens?userId=${userId}`, { method: 'POST' });
  return body.data.accessToken;
}

/** The widget options, the page's origin, and the code from the provider's sign-in page. */
type Opening = { hostOrigin?: string; returnCode?: string | undefined; [option: string]: unknown };

/** Makes the frame's requests over HTTP, and keeps the callbacks of linked accounts. */
export class WidgetPage {
  readonly #server: Called;
  session: Session;
  readonly callbacks: CallbackRecord[] = [];

  constructor(server: Called, session: Session) {
    this.#server = server;
    this.session = session;
  }

  static async open(
    server: Called,
    userToken: string,
    { hostOrigin = 'https://lender.example', returnCode, ...options }: Opening = {},
  ): Promise<WidgetPage> {
    const { status, body } = await server.call('/widget/api/sessions', {
      method: 'POST',
      as: null,
      body: { userToken, hostOrigin, options, ...(returnCode ? { returnCode } : {}) },
    });
    if (status !== 200) throw new Error(`No session: ${JSON.stringify(body)}`);
    return new WidgetPage(server, body.data);
  }

  get(path: string): Promise<ApiResponse> {
    return this.#server.call(`/widget/api/${path}`, { as: null, headers: this.#bearer });
  }

  post(path: string, body: object = {}): Promise<ApiResponse> {
    return this.#server.call(`/widget/api/${path}`, {
      method: 'POST',
      as: null,
      headers: this.#bearer,
      body,
    });
  }

  get #bearer() {
    return { authorization: `Bearer ${this.session.sessionToken}` };
  }

  async login(providerId: string, fields: StartAccount['fields'], loginOptionId?: string) {
    const option = loginOptionId ?? Object.keys(fields)[0] ?? 'none';
    const response = await this.post('accounts', { providerId, loginOptionId: option, fields });
    if (response.status !== 200) throw new Error(`No account: ${JSON.stringify(response.body)}`);
    return this.settle(this.#take(response));
  }

  async answer(progress: AccountProgress, answer: string): Promise<AccountProgress> {
    const { challengeId } = progress.challenge!;
    const next = await this.post(`accounts/${progress.accountId}/answer`, { challengeId, answer });
    return this.settle(this.#take(next));
  }

  async renewChallenge({ accountId, challenge }: AccountProgress): Promise<AccountProgress> {
    const { challengeId } = challenge!;
    return this.#take(await this.post(`accounts/${accountId}/challenge`, { challengeId }));
  }

  async revoke(accountId: string): Promise<AccountProgress> {
    return this.#take(await this.post(`accounts/${accountId}/revoke`));
  }

  /** Polls as the frame does, until the user has to act or linking has ended. */
  async settle(progress: AccountProgress): Promise<AccountProgress> {
    let current = progress;
    while (
      ['PENDING', 'AWAITING_MFA'].includes(current.status) &&
      !current.challenge &&
      !current.redirectUrl
    ) {
      current = this.#take(await this.get(`accounts/${current.accountId}?after=${current.version}`));
    }
    return current;
  }

  close(reason = 'exit', more: Partial<CloseSession> = {}): Promise<ApiResponse> {
    return this.post('sessions/close', { reason, callsPage: true, ...more });
  }

  #take({ body }: ApiResponse): AccountProgress {
    const progress: AccountProgress = body.data;
    const known = new Set(this.callbacks.map(({ eventId }) => eventId));
    this.callbacks.push(...progress.callbacks.filter(({ eventId }) => !known.has(eventId)));
    return progress;
  }
}

/** Returns the events in the order of the log. Throws if the data of an event violates its schema. */
export async function eventsOf({ services }: TestServer, sourceId: string): Promise<StoredEvent[]> {
  const rows = await services.store.all<{ body: string; session_id: string | null }>(
    'select body, session_id from events where source_id = $1 order by id',
    [sourceId],
  );
  return rows.map(({ body, session_id }) => {
    const event: StoredEvent = { ...JSON.parse(body), sessionId: session_id };
    if (!ajv.validate(catalogue[event.type].data, event.data)) {
      throw new Error(`${event.type} breaks the catalogue: ${ajv.errorsText()} ${body}`);
    }
    return event;
  });
}

/** Returns all events of the source once there is one of the given type. */
export async function eventsUntil(
  server: TestServer,
  sourceId: string,
  type: EventType,
): Promise<StoredEvent[]> {
  for (;;) {
    const events = await eventsOf(server, sourceId);
    if (events.some((event) => event.type === type)) return events;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
