import type { IncomingMessage } from 'node:http';
import { ByteRoom, type BytesOwner } from '../platform/byte-room.ts';
import { Failure } from '../platform/failure.ts';

/** In bytes. A user has room for the largest upload that is allowed. */
const size = { ofAll: 256 * 1024 * 1024, ofTenant: 128 * 1024 * 1024, ofUser: 64 * 1024 * 1024 };

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the bytes of an upload are counted. */
    uploadPlace: UploadPlace | undefined;
  }
}

interface ClosableResponse {
  /** Whether the client is gone. */
  destroyed: boolean;
  once(event: 'close', listener: () => void): unknown;
}

/**
 * An upload is held in memory until it is answered, so all of them together have a limit, and so have each tenant and
 * user. Bytes count when they come: what a header announces, and nobody sends, would keep others out for minutes.
 */
export class UploadRoom {
  readonly #room = new ByteRoom(size);

  /** Gives a place to a body of this size. Throws REQUEST_LIMIT_EXCEEDED where it would find no room. */
  enter(owner: BytesOwner, bytes: number, answer: ClosableResponse): UploadPlace {
    if (!this.#room.has(owner, bytes)) throw noRoom();
    const place = new UploadPlace(this.#room, owner);
    if (answer.destroyed) place.leave();
    else answer.once('close', () => place.leave());
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

  /** Counts bytes that came. Throws REQUEST_LIMIT_EXCEEDED where there is no room left: then the body has to be dropped. */
  take(bytes: number): void {
    if (this.#hasLeft) return;
    if (!this.#room.take(this.#owner, bytes)) {
      this.leave();
      throw noRoom();
    }
    this.#taken += bytes;
  }

  /** Gives back all that it took. */
  leave(): void {
    this.#room.giveBack(this.#owner, this.#taken);
    this.#taken = 0;
    this.#hasLeft = true;
  }
}

const noRoom = (): Failure =>
  new Failure(
    'REQUEST_LIMIT_EXCEEDED',
    'Too many uploads are under way. Wait a few seconds, then send this one again.',
  );

/** What a body may take: what its header says, or all that is allowed where none does. */
export function announcedSize({ headers }: Pick<IncomingMessage, 'headers'>, limit: number): number {
  const length = Number(headers['content-length'] ?? limit);
  return Math.min(Number.isFinite(length) ? length : limit, limit);
}
