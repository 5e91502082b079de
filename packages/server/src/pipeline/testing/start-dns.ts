import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Failure = 'SERVFAIL' | 'NXDOMAIN' | 'silence';

export interface DnsServer extends Disposable {
  /** `127.0.0.1:port` */
  address: string;
  queried: string[];
  /**
   * Sets the response for `name`, or for all other names. The response is one or more addresses, a failure, or
   * `silence` for no response.
   */
  respond(next: Failure | string | string[], name?: string): void;
  /** For names that have no response set: the next response is `first`, and all responses after it are `later`. */
  rebind(first: string, later: string): void;
}

const codes: Record<string, number> = { SERVFAIL: 2, NXDOMAIN: 3 };
const types = { 4: 1, 6: 28 };

/** Responds with 127.0.0.1 until another response is set. */
export async function startDns(): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const queried: string[] = [];
  const byName = new Map<string, () => string[]>();
  let others = (): string[] => ['127.0.0.1'];
  socket.on('message', (question, from) => {
    const end = question.indexOf(0, 12) + 5;
    const family = question.readUInt16BE(end - 4) === types[4] ? 4 : 6;
    const name = nameIn(question);
    if (family === 4) queried.push(name);
    const known = byName.get(name) ?? others;
    // A query for IPv6 must not use up a response of `rebind`.
    const response = family === 6 && known.name === 'rebound' ? [] : known();
    if (response[0] === 'silence') return;
    const code = codes[response[0]!] ?? 0;
    const records = response.filter((address) => isIP(address) === family).map(recordOf);
    const head = Buffer.from(question.subarray(0, end));
    head.writeUInt16BE(0x8180 | code, 2);
    head.writeUInt16BE(records.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, ...records]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    queried,
    respond: (next, name) => {
      const known = () => [next].flat();
      if (name === undefined) others = known;
      else byName.set(name, known);
    },
    rebind: (first, later) => {
      let count = 0;
      others = function rebound() {
        return [count++ === 0 ? first : later];
      };
    },
    [Symbol.dispose]: () => socket.close(),
  };
}

/** Class IN, with a time to live of zero. */
function recordOf(address: string): Buffer {
  const bytes = ipaddr.parse(address).toByteArray();
  return Buffer.from([
    0xc0,
    12,
    0,
    types[isIP(address) as 4 | 6],
    0,
    1,
    0,
    0,
    0,
    0,
    0,
    bytes.length,
    ...bytes,
  ]);
}

function nameIn(question: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; question[at]; at += question[at]! + 1) {
    labels.push(question.toString('latin1', at + 1, at + 1 + question[at]!));
  }
  return labels.join('.');
}
