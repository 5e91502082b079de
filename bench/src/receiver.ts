import { createServer, type Socket } from 'node:net';

/*
 * A receiver that uses as little CPU as possible. `/hang` never responds, and `/fail` responds with 500.
 *
 * The parent sends `{ reset: true }` or `{ report: true }`. The receiver sends `{ port }`, `{ count, lastAt }`, `{
 * reset: true }` and `{ report }`.
 */

const ok = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
const failed = Buffer.from('HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno');
const headEnd = Buffer.from('\r\n\r\n');

/** The machine's monotonic clock in milliseconds. It is the same in every process. */
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

let arrivals = new Map<string, number>();
let count = 0;
let lastAt = 0;
let changed = false;

const server = createServer((socket) => {
  socket.setNoDelay(true);
  let pending: Buffer = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (let size = requestSize(pending); size > 0 && size <= pending.length; size = requestSize(pending)) {
      respond(socket, pending.subarray(0, size));
      pending = pending.subarray(size);
    }
  });
});

function requestSize(bytes: Buffer): number {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return 0;
  const length = /content-length: (\d+)/i.exec(bytes.toString('latin1', 0, end));
  return end + 4 + Number(length?.[1] ?? 0);
}

function respond(socket: Socket, request: Buffer): void {
  const path = request.toString('latin1', 5, request.indexOf(32, 5));
  if (path.startsWith('/hang')) return;
  if (path.startsWith('/fail')) return void socket.write(failed);
  socket.write(ok);
  // The body of a measured event begins with its id: `{"id":"et-...`.
  const body = request.indexOf(headEnd) + headEnd.length;
  lastAt = now();
  arrivals.set(`${path} ${request.toString('latin1', body + 7, body + 42)}`, lastAt);
  count++;
  changed = true;
}

process.on('message', (message: { reset?: boolean; report?: boolean }) => {
  if (message.reset) {
    arrivals = new Map();
    count = 0;
    process.send!({ reset: true });
  }
  if (message.report) process.send!({ report: [...arrivals] });
});

setInterval(() => {
  if (!changed) return;
  changed = false;
  process.send!({ count, lastAt });
}, 2);

server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }));
process.on('disconnect', () => process.exit());
