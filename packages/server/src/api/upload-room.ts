import type { IncomingMessage } from 'node:http';
import { Failure } from '../failure.ts';

/** Bytes of all uploads under way together, and of those of one tenant. */
const room = 256 * 1024 * 1024;
const roomOfTenant = room / 2;

interface Answer {
  /** Whether the client is gone. */
  destroyed: boolean;
  once(event: 'close', listener: () => void): unknown;
}

/** An upload is held in memory until it is answered, so all of them together have a limit, and so has each tenant. */
export class UploadRoom {
  #taken = 0;
  readonly #byTenant = new Map<string, number>();

  /** Takes room for a body until its answer is sent. Throws REQUEST_LIMIT_EXCEEDED where there is none. */
  enter(tenantId: string, size: number, answer: Answer): void {
    const ofTenant = this.#byTenant.get(tenantId) ?? 0;
    if (this.#taken + size > room || ofTenant + size > roomOfTenant) {
      throw new Failure(
        'REQUEST_LIMIT_EXCEEDED',
        'Too many uploads are under way. Wait a few seconds, then send this one again.',
      );
    }
    // Nothing would give the room back.
    if (answer.destroyed) return;
    this.#add(tenantId, size);
    answer.once('close', () => this.#add(tenantId, -size));
  }

  #add(tenantId: string, size: number): void {
    this.#taken += size;
    const left = (this.#byTenant.get(tenantId) ?? 0) + size;
    if (left === 0) this.#byTenant.delete(tenantId);
    else this.#byTenant.set(tenantId, left);
  }
}

/** What a body may take: what its header says, or all that is allowed where none does. */
export function announcedSize({ headers }: Pick<IncomingMessage, 'headers'>, limit: number): number {
  const length = Number(headers['content-length'] ?? limit);
  return Math.min(Number.isFinite(length) ? length : limit, limit);
}
