import type { IncomingMessage } from 'node:http';
import { maximumUploadRequestBytes } from '@winkwire/contract/widget-api';
import { ByteRoom, type BytesOwner } from '../platform/byte-room.ts';
import { Failure } from '../platform/failure.ts';

/**
 * The maximum bytes of uploads in memory: of all tenants, of one tenant and of one user. A user can send one upload of
 * the largest size.
 */
const size = { ofAll: 256 * 1024 * 1024, ofTenant: 128 * 1024 * 1024, ofUser: maximumUploadRequestBytes };

declare module 'fastify' {
  interface FastifyRequest {
    uploadPlace: UploadPlace | undefined;
  }
}

interface ClosableResponse {
  /** Whether the response has ended, or the connection to the client is closed. */
  destroyed: boolean;
  once(event: 'close', listener: () => void): unknown;
}

/**
 * Limits the bytes of uploads, which stay in memory until their responses are sent. Bytes count when they arrive,
 * because a client may announce bytes and never send them.
 */
export class UploadRoom {
  readonly #room = new ByteRoom(size);

  /** Admits an upload of at most `bytes` bytes. Throws REQUEST_LIMIT_EXCEEDED if there is no room for it. */
  enter(owner: BytesOwner, bytes: number, response: ClosableResponse): UploadPlace {
    if (!this.#room.has(owner, bytes)) throw noRoom();
    const place = new UploadPlace(this.#room, owner);
    if (response.destroyed) place.leave();
    else response.once('close', () => place.leave());
    return place;
  }
}

export class UploadPlace {
  readonly #room: ByteRoom;
  readonly #owner: BytesOwner;
  #taken = 0;
  #hasLeft = false;

  constructor(room: ByteRoom, owner: BytesOwner) {
    this.#room = room;
    this.#owner = owner;
  }

  /**
   * Counts received bytes. If there is no room left, frees what this upload has taken and throws
   * REQUEST_LIMIT_EXCEEDED.
   */
  take(bytes: number): void {
    if (this.#hasLeft) return;
    if (!this.#room.take(this.#owner, bytes)) {
      this.leave();
      throw noRoom();
    }
    this.#taken += bytes;
  }

  leave(): void {
    this.#room.giveBack(this.#owner, this.#taken);
    this.#taken = 0;
    this.#hasLeft = true;
  }
}

const noRoom = (): Failure =>
  new Failure(
    'REQUEST_LIMIT_EXCEEDED',
    'Too many uploads are in progress. Wait a few seconds before retrying.',
  );

export function announcedSize({ headers }: Pick<IncomingMessage, 'headers'>, limit: number): number {
  const length = Number(headers['content-length'] ?? limit);
  return Math.min(Number.isFinite(length) ? length : limit, limit);
}
