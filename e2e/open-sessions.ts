import { newId } from '@winkwire/contract/ids';
import type { UIEventName } from '@winkwire/contract/screens';
import type { Portal } from './portal-page.ts';
import type { Winkwire } from './start-winkwire.ts';

/** A session that is opened with the same requests that the frame sends. */
export class OpenedSession {
  readonly #winkwire: Winkwire;
  readonly #token: string;
  readonly id: string;
  readonly userId: string;

  private constructor(winkwire: Winkwire, token: string, ids: { id: string; userId: string }) {
    this.#winkwire = winkwire;
    this.#token = token;
    this.id = ids.id;
    this.userId = ids.userId;
  }

  static async open(portal: Portal, userAgent?: string): Promise<OpenedSession> {
    const { winkwire } = portal;
    const { user, token } = await portal.api('POST', '/users', {});
    const headers: Record<string, string> = userAgent ? { 'user-agent': userAgent } : {};
    const body = { userToken: token.accessToken, hostOrigin: winkwire.url, options: {} };
    const { sessionId, sessionToken } = await post(winkwire, 'sessions', { body, headers });
    return new OpenedSession(winkwire, sessionToken, { id: sessionId, userId: user.id });
  }

  post(path: string, body: object) {
    return post(this.#winkwire, path, { body, headers: { authorization: `Bearer ${this.#token}` } });
  }

  /** Reports that these screens are shown, in this order, all at the current time. */
  show(...screens: [name: UIEventName, providerId?: string][]) {
    const events = screens.map(([eventName, providerId]) => {
      const at = new Date().toISOString();
      const account = providerId ? { providerId } : {};
      const given = { eventName, eventTime: at, mode: 'SANDBOX', userId: this.userId, account, archive: {} };
      return { eventId: newId('event'), name: 'onUIEvent', arguments: given, at };
    });
    return this.post('events', { events });
  }

  logIn(providerId: string, username: string) {
    const fields = { username, password: '123456' };
    return this.post('accounts', { providerId, loginOptionId: 'username', fields });
  }

  close() {
    return this.post('sessions/close', { reason: 'close', eventId: newId('event') });
  }
}

async function post(
  { url }: Winkwire,
  path: string,
  { body, headers }: { body: object; headers: Record<string, string> },
) {
  const response = await fetch(`${url}/widget/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: responses have every shape
  const envelope = (await response.json()) as any;
  if (!response.ok) throw new Error(`${path}: ${envelope.message}`);
  return envelope.data;
}
