import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import {
  type DeliveryFailure,
  deliveryFailures,
  type FailureCause,
  failureCauses,
} from '@winkwire/contract/delivery-failures';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../domain/endpoint.ts';
import { classifyError } from '../deliver/causes/classify-error.ts';
import type { GuardPolicy } from '../deliver/egress/address-guard.ts';
import { type Authority, type Certificate, makeAuthority } from '../testing/make-certificates.ts';
import { endpointAt, type Once, sendOnce } from '../testing/send-once.ts';
import { startDns } from '../testing/start-dns.ts';
import { startProxy } from '../testing/start-proxy.ts';

/*
 * Each failure really happens, except two that cannot be produced. The last test checks that all failures of the
 * contract have occurred.
 */

const seen = new Set<string>();

/** Adds the error and the cause to `seen`. */
async function failureOf(url: string, changes: Partial<Endpoint> = {}, once: Once = {}) {
  const { status, error, cause } = await sendOnce(endpointAt(url, { timeoutMs: 3000, ...changes }), once);
  if (error) seen.add(error);
  if (cause) seen.add(cause);
  return { status, error, cause };
}

const isBecause = (error: DeliveryFailure, cause: FailureCause | null) => ({ status: null, error, cause });

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  return (server.address() as AddressInfo).port;
}

/** Calls `react` when the first bytes of a connection have arrived. */
const reacting = (react: (socket: Socket) => void): Promise<number> =>
  listen(createTcpServer({ allowHalfOpen: true }, (socket) => socket.once('data', () => react(socket))));

async function closedPort(): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('DNS', () => {
  test.each([
    ['NXDOMAIN', 'NAME_NOT_FOUND'],
    ['SERVFAIL', 'DNS_UNAVAILABLE'],
    [[], 'NO_ADDRESS'],
  ] as const)('%j is reported as %s', async (says, cause) => {
    using dns = await startDns();
    dns.respond(says as string);
    const guard: GuardPolicy = { allow: ['127.0.0.0/8'], http: 'yes', dnsServers: [dns.address] };
    expect(await failureOf('http://hooks.example:8080/', {}, { guard })).toEqual(
      isBecause('DNS_FAILED', cause),
    );
  });

  test('a silent DNS is reported by its own timeout or by the deadline of the endpoint, whichever comes first', async () => {
    using dns = await startDns();
    dns.respond('silence');
    const guard: GuardPolicy = { allow: ['127.0.0.0/8'], http: 'yes', dnsServers: [dns.address] };
    const [patient, hasty] = await Promise.all(
      [9000, 500].map((timeoutMs) => failureOf('http://hooks.example:8080/', { timeoutMs }, { guard })),
    );
    expect(patient).toEqual(isBecause('DNS_FAILED', 'DNS_SILENT'));
    expect(hasty).toEqual(isBecause('CONNECT_TIMEOUT', 'SLOW_DNS'));
  });
});

describe('connections', () => {
  test('a port without a listener refuses the connection', async () => {
    const failure = await failureOf(`http://127.0.0.1:${await closedPort()}/`);
    expect(failure).toEqual(isBecause('CONNECT_FAILED', 'CONNECTION_REFUSED'));
  });

  test.each([
    ['socks5', 3, 'NETWORK_UNREACHABLE'],
    ['socks5', 4, 'HOST_UNREACHABLE'],
    ['socks5', 5, 'CONNECTION_REFUSED'],
    ['socks5', 6, 'PROXY_CANNOT_REACH'],
    ['http', 502, 'PROXY_CANNOT_REACH'],
    ['http', 504, 'PROXY_CANNOT_REACH'],
  ] as const)('a %s proxy that responds with %i is reported as %s', async (kind, refuse, cause) => {
    await using proxy = await startProxy({ kind, from: '127.0.0.2' });
    proxy.behave({ refuse });
    const failure = await failureOf('http://127.0.0.1:8080/', {}, { egress: { proxy: proxy.url } });
    expect(failure).toEqual(isBecause('CONNECT_FAILED', cause));
  });

  test('the cause of a failure of our own proxy is not reported to a tenant', async () => {
    const egress = { proxy: `http://127.0.0.1:${await closedPort()}` };
    const failure = await failureOf('http://127.0.0.1:8080/', {}, { egress });
    expect(failure).toEqual(isBecause('PROXY_FAILED', null));
  });

  test('a receiver with only the other IP version is reported as such', async () => {
    const guard: GuardPolicy = { allow: ['::1/128'], http: 'loopback' };
    const failure = await failureOf('http://[::1]:8080/', {}, { guard, egress: { address: '127.0.0.3' } });
    expect(failure).toEqual(isBecause('CONNECT_FAILED', 'NO_COMMON_FAMILY'));
  });

  test('a connection that the operating system forbids is reported as such', () => {
    const { error, cause } = classifyError(Object.assign(new Error(), { code: 'EPERM', syscall: 'connect' }));
    seen.add(cause!);
    expect({ error, cause }).toEqual({ error: 'CONNECT_FAILED', cause: 'CONNECTION_FORBIDDEN' });
  });

  test('a host that responds to no packet is distinguished from a slow name lookup', async () => {
    await using proxy = await startProxy({ kind: 'http', from: '127.0.0.2' });
    proxy.behave('hang');
    const failure = await failureOf(
      'http://127.0.0.1:8080/',
      { timeoutMs: 300 },
      { egress: { proxy: proxy.url } },
    );
    // `ProxyAlive` checks the proxy and gets no response.
    expect(failure).toEqual(isBecause('PROXY_FAILED', null));
    const silent = classifyError(Object.assign(new Error(), { code: 'ETIMEDOUT', syscall: 'connect' }));
    seen.add(silent.cause!);
    expect(silent).toEqual({ error: 'CONNECT_TIMEOUT', cause: 'HOST_SILENT' });
  });

  test.each<[string, (socket: Socket) => void, FailureCause]>([
    ['resets the connection', (socket: Socket) => void socket.resetAndDestroy(), 'CONNECTION_RESET'],
    ['closes the connection', (socket: Socket) => void socket.end(), 'CLOSED_WITHOUT_ANSWER'],
    [
      'closes the connection within its headers',
      (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\nA:'),
      'CLOSED_IN_ANSWER',
    ],
  ])('a receiver that %s is reported as such', async (_, react, cause) => {
    const failure = await failureOf(`http://127.0.0.1:${await reacting(react)}/`);
    expect(failure).toEqual(isBecause('CONNECTION_LOST', cause));
  });

  test.each([
    ['nothing', () => {}, 'NOTHING_CAME'],
    [
      'half a head',
      (socket: Socket) => void socket.write('HTTP/1.1 200 OK\r\nA: b\r\n'),
      'HEADERS_UNFINISHED',
    ],
  ] as const)('a receiver that sends %s in time is reported as such', async (_, react, cause) => {
    const failure = await failureOf(`http://127.0.0.1:${await reacting(react)}/`, { timeoutMs: 300 });
    expect(failure).toEqual(isBecause('TIMEOUT', cause));
  });
});

describe('TLS', () => {
  let root: Authority;
  let issuer: Authority;
  let stranger: Authority;
  beforeAll(() => {
    root = makeAuthority('root');
    issuer = root.intermediate('issuer');
    stranger = makeAuthority('stranger');
  });
  afterAll(() => {
    for (const authority of [root, stranger]) authority[Symbol.dispose]();
  });

  const here = ['IP:127.0.0.1'];
  const past: [string, string] = ['200101000000Z', '200201000000Z'];
  const future: [string, string] = ['490101000000Z', '490201000000Z'];

  async function failureWith(options: TlsOptions, client?: Certificate) {
    const port = await listen(createTlsServer(options, (socket) => socket.on('error', () => {})));
    return failureOf(`https://127.0.0.1:${port}/`, { tls: { ca: root.ca, ...client } });
  }

  const serving = ({ certificate, key }: Certificate, ...chain: string[]): TlsOptions => ({
    cert: [certificate, ...chain].join(''),
    key,
  });

  test('a complete chain to a known authority is no failure', async () => {
    const port = await listen(
      createTlsServer(serving(issuer.issue('r', here), issuer.ca), (socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 204 No Content\r\n\r\n')),
      ),
    );
    const response = await failureOf(`https://127.0.0.1:${port}/`, { tls: { ca: root.ca } });
    expect(response).toEqual({ status: 204, error: null, cause: null });
  });

  test.each<[string, () => TlsOptions, FailureCause]>([
    ['a certificate without its intermediate', () => serving(issuer.issue('r', here)), 'INCOMPLETE_CHAIN'],
    [
      'a certificate with an intermediate that is not its own',
      () => serving(issuer.issue('r', here), stranger.ca),
      'INCOMPLETE_CHAIN',
    ],
    [
      'a whole chain of an unknown authority, including its root',
      () => {
        const other = stranger.intermediate('i');
        return serving(other.issue('r', here), other.ca, stranger.ca);
      },
      'UNKNOWN_AUTHORITY',
    ],
    [
      'a chain of an unknown authority without its root',
      () => {
        const other = stranger.intermediate('i');
        return serving(other.issue('r', here), other.ca);
      },
      'UNKNOWN_AUTHORITY',
    ],
    ['a certificate that signs itself', () => selfSigned(stranger), 'SELF_SIGNED'],
    [
      'a certificate that has expired',
      () => serving(issuer.issue('r', here, { valid: past }), issuer.ca),
      'CERTIFICATE_EXPIRED',
    ],
    [
      'a certificate that is not valid yet',
      () => serving(issuer.issue('r', here, { valid: future }), issuer.ca),
      'CERTIFICATE_NOT_YET_VALID',
    ],
    ['another name', () => serving(issuer.issue('r', ['DNS:other.example']), issuer.ca), 'WRONG_NAME'],
    ['no name', () => serving(issuer.issue('r'), issuer.ca), 'WRONG_NAME'],
    [
      'a certificate for clients',
      () => serving(issuer.issue('r', here, { extensions: ['extendedKeyUsage=clientAuth'] }), issuer.ca),
      'INVALID_CERTIFICATE',
    ],
    [
      'a key of 1024 bits',
      () => ({
        ...serving(issuer.issue('r', here, { weak: true }), issuer.ca),
        ciphers: 'DEFAULT@SECLEVEL=0',
      }),
      'WEAK_KEY',
    ],
    [
      'TLS 1.1 at most',
      () => ({
        ...serving(issuer.issue('r', here), issuer.ca),
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      }),
      'NO_COMMON_PROTOCOL',
    ],
    [
      'ciphers for another kind of key',
      () => ({
        ...serving(issuer.issue('r', here), issuer.ca),
        maxVersion: 'TLSv1.2',
        ciphers: 'ECDHE-RSA-AES128-GCM-SHA256',
      }),
      'NO_COMMON_PROTOCOL',
    ],
    [
      'HTTP/2 alone',
      () => ({ ...serving(issuer.issue('r', here), issuer.ca), ALPNProtocols: ['h2'] }),
      'HTTP2_ONLY',
    ],
    [
      'a request for a client certificate',
      () => ({
        ...serving(issuer.issue('r', here), issuer.ca),
        ca: root.ca,
        minVersion: 'TLSv1.3',
        requestCert: true,
        rejectUnauthorized: true,
      }),
      'CLIENT_CERTIFICATE_REQUIRED',
    ],
  ])('a receiver with %s fails with %s', async (_, options, cause) => {
    expect(await failureWith(options())).toEqual(isBecause('TLS_FAILED', cause));
  });

  test.each([
    ['a client certificate that it does not trust', 48, 'CLIENT_CERTIFICATE_REFUSED'],
    ['a client certificate that has expired', 45, 'CLIENT_CERTIFICATE_REFUSED'],
    ['access by this client', 49, 'CLIENT_CERTIFICATE_REFUSED'],
    ['a name that it does not serve', 112, 'NAME_NOT_SERVED'],
    ['TLS that is too weak for it', 71, 'WEAK_KEY'],
    ['an internal error', 80, null],
  ] as const)('an alert about %s is reported as such', async (_, alert, cause) => {
    // A TLS record: 21 is an alert, 3 and 3 are version 1.2, 0 and 2 are the length, and the last 2 means fatal.
    const port = await reacting((socket) => void socket.end(Buffer.from([21, 3, 3, 0, 2, 2, alert])));
    expect(await failureOf(`https://127.0.0.1:${port}/`)).toEqual(isBecause('TLS_FAILED', cause));
  });

  test.each([
    ['plain HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['SSH', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ])('a receiver that speaks %s does not speak TLS', async (_, says) => {
    const port = await reacting((socket) => void socket.end(says));
    expect(await failureOf(`https://127.0.0.1:${port}/`)).toEqual(isBecause('TLS_FAILED', 'NOT_TLS'));
  });

  test('TLS settings of the endpoint that cannot be used are reported as its own fault', async () => {
    const tls = { certificate: 'none', key: 'none' };
    const failure = await failureOf('https://127.0.0.1:8080/', { tls });
    expect(failure).toEqual(isBecause('TLS_FAILED', 'OWN_SETTINGS_UNUSABLE'));
  });

  test.each([
    ['closes the connection', (socket: Socket) => void socket.end()],
    ['resets the connection', (socket: Socket) => void socket.resetAndDestroy()],
  ])('a receiver that %s in the handshake is reported as such', async (_, react) => {
    const failure = await failureOf(`https://127.0.0.1:${await reacting(react)}/`);
    expect(failure).toEqual(isBecause('CONNECTION_LOST', 'CLOSED_IN_HANDSHAKE'));
  });

  test('a receiver that never finishes its handshake is distinguished from one that accepts no connection', async () => {
    const port = await reacting(() => {});
    const failure = await failureOf(`https://127.0.0.1:${port}/`, { timeoutMs: 300 });
    expect(failure).toEqual(isBecause('CONNECT_TIMEOUT', 'SLOW_HANDSHAKE'));
  });
});

const head = 'HTTP/1.1 200 OK\r\n';

describe('responses', () => {
  test.each<[string, string | Buffer, FailureCause]>([
    ['begins with something else', 'ICY 200 OK\r\n\r\n', 'NOT_HTTP'],
    ['consists of NUL bytes', '\0\0\0\0\0\0', 'NOT_HTTP'],
    ['is HTTP/2', Buffer.from('00000c04000000000000030000006400040010000000', 'hex'), 'HTTP2_ANSWER'],
    ['is a TLS alert', Buffer.from([21, 3, 3, 0, 2, 2, 10]), 'TLS_REQUIRED'],
    ['begins with an empty line', `\r\n${head}\r\n`, 'LINE_BEFORE_STATUS'],
    ['begins with a line feed', `\n${head}\r\n`, 'LINE_BEFORE_STATUS'],
    ['has a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n', 'BAD_STATUS_LINE'],
    ['has no status', 'HTTP/1.1 OK\r\n\r\n', 'BAD_STATUS_LINE'],
    ['ends lines with LF', 'HTTP/1.1 200 OK\nContent-Length: 0\n\n', 'BARE_LINE_FEED'],
    ['ends one line of several with LF', `${head}A: b\nC: d\r\n\r\n`, 'BARE_LINE_FEED'],
    ['ends its status line with LF', 'HTTP/1.1 200 OK\nA: b\r\n\r\n', 'BARE_LINE_FEED'],
    ['folds a header', `${head}A: b\r\n c\r\n\r\n`, 'FOLDED_HEADER'],
    ['has a blank before the colon', `${head}Content-Length : 0\r\n\r\n`, 'BLANK_BEFORE_COLON'],
    ['has a header without a colon', `${head}hello\r\n\r\n`, 'BAD_HEADER_NAME'],
    ['has a header without a name', `${head}: b\r\n\r\n`, 'BAD_HEADER_NAME'],
    ['has a NUL in a header', `${head}A: b\0c\r\n\r\n`, 'CONTROL_CHARACTER'],
    ['has a carriage return in a header', `${head}A: b\rc\r\n\r\n`, 'CONTROL_CHARACTER'],
    ['has two equal lengths', `${head}Content-Length: 2\r\nContent-Length: 2\r\n\r\nab`, 'SEVERAL_LENGTHS'],
    ['has two lengths', `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\nab`, 'SEVERAL_LENGTHS'],
    ['has a length that is no number', `${head}Content-Length: many\r\n\r\n`, 'BAD_LENGTH'],
    ['has a negative length', `${head}Content-Length: -1\r\n\r\n`, 'BAD_LENGTH'],
    ['has a large head', `${head}A: ${'x'.repeat(17_000)}\r\n\r\n`, 'HEAD_TOO_LARGE'],
    ['has too many interim responses', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(9), 'TOO_MANY_INTERIM'],
    ['changes the protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n', 'UNASKED_UPGRADE'],
  ])('a response that %s is refused at once, with the reason', async (_, says, cause) => {
    // The connection stays open, so only the response can end the request in time.
    const port = await reacting((socket) => void socket.write(Buffer.from(says as string, 'latin1')));
    const failure = await failureOf(`http://127.0.0.1:${port}/`, { timeoutMs: 20_000 });
    expect(failure).toEqual(isBecause('PROTOCOL_ERROR', cause));
  });

  test('a response that arrives byte by byte is judged in the same way', async () => {
    const port = await reacting((socket) => {
      const bytes = [...Buffer.from('HTTP/1.1 200 OK\nA: b\n')];
      const timer = setInterval(() => {
        if (bytes.length > 0) socket.write(Buffer.from([bytes.shift()!]));
      }, 1);
      socket.on('close', () => clearInterval(timer));
    });
    const failure = await failureOf(`http://127.0.0.1:${port}/`, { timeoutMs: 20_000 });
    expect(failure).toEqual(isBecause('PROTOCOL_ERROR', 'BARE_LINE_FEED'));
  });

  test('a redirect has no further cause', async () => {
    const port = await reacting((socket) => void socket.end('HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n'));
    const failure = await failureOf(`http://127.0.0.1:${port}/`);
    expect(failure).toEqual({ status: 302, error: 'REDIRECT_REFUSED', cause: null });
  });

  test.each([
    ['a chunk without a size', 'zz\r\n'],
    ['a chunk that ends with LF', '2\nok\r\n'],
    ['a chunk longer than its size', '1\r\nab\r\n'],
  ])('%s does not undo the status: the receiver has responded', async (_, body) => {
    const port = await reacting(
      (socket) => void socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n${body}`),
    );
    const response = await failureOf(`http://127.0.0.1:${port}/`, { timeoutMs: 20_000 });
    expect(response).toEqual({ status: 200, error: null, cause: null });
  });
});

describe('endpoints', () => {
  test.each<[string, GuardPolicy, FailureCause]>([
    ['https://10.0.0.1/', { allow: [], http: 'no' }, 'PRIVATE_ADDRESS'],
    ['https://192.0.2.1:22/', { allow: [], http: 'no', ports: ['443'] }, 'PORT_NOT_PERMITTED'],
    ['http://hooks.example/', { allow: [], http: 'no' }, 'HTTPS_REQUIRED'],
    ['https://user:secret@hooks.example/', { allow: [], http: 'no' }, 'INVALID_URL'],
  ])('%s is refused', async (url, guard, cause) => {
    expect(await failureOf(url, {}, { guard })).toEqual(isBecause('ADDRESS_REFUSED', cause));
  });

  test('a name with a private address is refused without a connection, and the address is not disclosed', async () => {
    using dns = await startDns();
    dns.respond('10.1.2.3');
    const guard: GuardPolicy = { allow: [], http: 'yes', ports: ['8080'], dnsServers: [dns.address] };
    const failure = await failureOf('http://hooks.example:8080/', {}, { guard });
    expect(failure).toEqual(isBecause('ADDRESS_REFUSED', 'PRIVATE_ADDRESS'));
  });

  test.each([
    [['Bad Name', 'x'], 'INVALID_HEADER_NAME'],
    [['', 'x'], 'INVALID_HEADER_NAME'],
    [['X-A', 'a\r\nB: c'], 'INVALID_HEADER_VALUE'],
    [['Transfer-Encoding', 'chunked'], 'RESERVED_HEADER'],
  ] as const)('the header %j is refused', async (headers, cause) => {
    const failure = await failureOf(`http://127.0.0.1:8080/`, { headers: [...headers] });
    expect(failure).toEqual(isBecause('HEADER_REFUSED', cause));
  });
});

test('every failure and every cause of the contract has occurred, except those of deliveries without an attempt', () => {
  const known = [...Object.keys(deliveryFailures), ...Object.keys(failureCauses)];
  const ofDeliveries = ['BODY_DAMAGED', 'ERASED', 'EXPIRED'];
  expect(known.filter((code) => !seen.has(code))).toEqual(ofDeliveries);
});

/** The authority's own certificate, which is self-signed. */
function selfSigned({ own }: Authority): TlsOptions {
  return { cert: own.certificate, key: own.key };
}
