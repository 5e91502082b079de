import { createServer } from 'node:http';
import { createdAt } from '../created-at.ts';

export class CountingReceiver implements Disposable {
  readonly users = new Set<string>();
  /** `first` is the first arrival of the event, in ms since 1970. */
  readonly repeats: { id: string; first: number }[] = [];
  /** When the newest received event was created, in ms since 1970. */
  newest = 0;
  readonly #arrived = new Map<string, number>();
  readonly server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    request.once('end', () => {
      this.#note(String(request.headers['webhook-id']), text);
      response.end();
    });
  }).listen(0, '127.0.0.1');

  [Symbol.dispose](): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  #note(id: string, text: string): void {
    const first = this.#arrived.get(id);
    if (first === undefined) this.#arrived.set(id, Date.now());
    else this.repeats.push({ id, first });
    const { data } = JSON.parse(text) as { data: { userId: string } };
    this.users.add(data.userId);
    this.newest = Math.max(this.newest, createdAt(id));
  }
}
