import { createSocket } from 'node:dgram';

export interface DnsServer extends Disposable {
  /** `127.0.0.1:port` */
  address: string;
  /** Names that were asked for, one for each question about IPv4. */
  asked: string[];
  /** What it answers from now on: an IPv4 address, a failure, or silence. */
  answer(next: string | 'SERVFAIL' | 'NXDOMAIN' | 'silence'): void;
  /** The first answer is one address, every later one another. */
  rebind(first: string, later: string): void;
}

const codes: Record<string, number> = { SERVFAIL: 2, NXDOMAIN: 3 };

/** A DNS server on loopback that knows one IPv4 address for every name. */
export async function startDns(): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  let next = (): string => '127.0.0.1';
  socket.on('message', (question, from) => {
    const end = question.indexOf(0, 12) + 5;
    const isIpv4 = question.readUInt16BE(end - 4) === 1;
    if (isIpv4) asked.push(nameIn(question));
    const answer = isIpv4 ? next() : 'NXDOMAIN';
    if (answer === 'silence') return;
    const head = Buffer.from(question.subarray(0, end));
    const code = isIpv4 ? (codes[answer] ?? 0) : 0;
    const answers = isIpv4 && code === 0 ? 1 : 0;
    head.writeUInt16BE(0x8180 | code, 2);
    head.writeUInt16BE(answers, 6);
    head.writeUInt32BE(0, 8);
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...answer.split('.').map(Number)]);
    socket.send(answers ? Buffer.concat([head, record]) : head, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    answer: (fixed) => {
      next = () => fixed;
    },
    rebind: (first, later) => {
      let count = 0;
      next = () => (count++ === 0 ? first : later);
    },
    [Symbol.dispose]: () => socket.close(),
  };
}

function nameIn(question: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; question[at]; at += question[at]! + 1) {
    labels.push(question.toString('latin1', at + 1, at + 1 + question[at]!));
  }
  return labels.join('.');
}
