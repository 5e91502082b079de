import { type AddressInfo, connect, createServer } from 'node:net';
import { Pool as UndiciPool } from 'undici';
import { HttpExchange, Pool } from '../../pipeline/deliver/http/http-client.ts';
import { Random } from '../differential/random.ts';
import { listedReason } from './listed-reasons.ts';
import { type ResponseCase, responseCase } from './response-cases.ts';

export interface Result {
  /** Null if the client refuses the response. */
  status: number | null;
  /** Cut off after {@link bodyLimit} bytes. */
  body: string;
  /** Null if the client accepted the response. */
  error: string | null;
}

export interface Comparison {
  cases: number;
  refused: number;
  /** How many differences each reason of {@link listedReasons} explained. */
  reasons: Map<string, number>;
  /** The differences that no listed reason explained. */
  differences: string[];
}

/** In bytes. */
const bodyLimit = 16 * 1024;
const atOnce = 16;

export async function compareClients({ count, seed }: { count: number; seed: number }): Promise<Comparison> {
  const random = new Random(seed);
  const cases = Array.from({ length: count }, () => responseCase(random));
  await using server = await serveCases(cases);
  const comparison: Comparison = { cases: count, refused: 0, reasons: new Map(), differences: [] };
  let next = 0;
  const work = async () => {
    for (let index = next++; index < cases.length; index = next++) {
      const [ours, theirs] = await Promise.all([askOurs(server.port, index), askUndici(server.port, index)]);
      judge(comparison, cases[index] as ResponseCase, { ours, theirs });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return comparison;
}

function judge(
  comparison: Comparison,
  { name, pieces }: ResponseCase,
  { ours, theirs }: { ours: Result; theirs: Result },
): void {
  if (ours.status === null && theirs.status === null) {
    comparison.refused++;
    return;
  }
  if (
    ours.status === theirs.status &&
    ours.body === theirs.body &&
    (theirs.error === null) === (ours.error === null)
  )
    return;
  const text = Buffer.concat(pieces).toString('latin1');
  const reason = listedReason({ text, ours, theirs });
  if (reason) comparison.reasons.set(reason, (comparison.reasons.get(reason) ?? 0) + 1);
  else comparison.differences.push(JSON.stringify({ name, text: text.slice(0, 400), ours, theirs }));
}

/** Serves the case whose number is in the path. The pieces usually arrive in separate packets. */
async function serveCases(cases: readonly ResponseCase[]) {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => {});
    socket.once('data', async (bytes: Buffer) => {
      const { pieces } = cases[Number(/^POST \/(\d+)/.exec(bytes.toString('latin1'))?.[1])] as ResponseCase;
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise(setImmediate);
      }
      socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function askOurs(port: number, index: number): Promise<Result> {
  const pool = new Pool(
    () =>
      new Promise((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => resolve(socket)).on('error', reject);
      }),
  );
  const request = `POST /${index} HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi`;
  const { status, error, cause, body } = await new Promise<
    Parameters<ConstructorParameters<typeof HttpExchange>[1]>[0]
  >((resolve) => pool.send(request, 'latin1', new HttpExchange(30_000, resolve)));
  pool.destroy();
  // Our client reports a redirect as an error. Here, a redirect counts as accepted.
  const refusal = error === 'REDIRECT_REFUSED' ? null : error;
  return { status, body: body ?? '', error: refusal === null ? null : `${refusal} ${cause}` };
}

async function askUndici(port: number, index: number): Promise<Result> {
  const pool = new UndiciPool(`http://127.0.0.1:${port}`, { connections: 1, pipelining: 1, allowH2: false });
  let status: number | null = null;
  const parts: Buffer[] = [];
  try {
    const response = await pool.request({
      path: `/${index}`,
      method: 'POST',
      headers: { host: 'a' },
      body: 'hi',
    });
    status = response.statusCode;
    for await (const part of response.body) parts.push(part as Buffer);
    return { status, body: asOurs(parts), error: null };
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    return { status, body: asOurs(parts), error: `${code}: ${message}` };
  } finally {
    await pool.destroy();
  }
}

const asOurs = (parts: readonly Buffer[]): string =>
  Buffer.concat(parts).subarray(0, bodyLimit).toString().replaceAll('\0', '\uFFFD');
