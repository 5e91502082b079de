import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface Proxy extends AsyncDisposable {
  /** With user and password if the proxy requires them. */
  url: string;
  server: Server;
  /** The targets to which clients have requested a connection, as `host:port`. */
  targets: string[];
  /** `refuse` is an HTTP status or a SOCKS reply. */
  behave(behaviour: 'work' | 'hang' | { refuse: number }): void;
  /** Cuts every connection. `open` listens again on the same port. */
  close(): Promise<void>;
  open(): Promise<void>;
}

export interface ProxyOptions {
  kind: 'http' | 'socks5';
  credentials?: { user: string; password: string };
  from: string;
}

type Behaviour = Parameters<Proxy['behave']>[0];

interface State {
  behaviour: Behaviour;
  targets: string[];
  options: ProxyOptions;
}

/** Starts a proxy that connects from its own address, by which a receiver recognizes it. */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const state: State = { behaviour: 'work', targets: [], options };
  const server = options.kind === 'http' ? httpProxy(state) : socksProxy(state);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const { user, password } = options.credentials ?? {};
  return {
    url: `${options.kind}://${user ? `${user}:${password}@` : ''}127.0.0.1:${port}`,
    server,
    targets: state.targets,
    behave: (behaviour) => {
      state.behaviour = behaviour;
    },
    close,
    open: () => listen(port),
    [Symbol.asyncDispose]: close,
  };
}

function httpProxy(state: State): Server {
  const { credentials, from } = state.options;
  const wanted =
    credentials && `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
  const server = createHttpServer((_, response) => {
    if (state.behaviour !== 'hang') response.writeHead(400).end();
  });
  server.on('connect', (request, client: Socket, head: Buffer) => {
    state.targets.push(request.url!);
    if (state.behaviour === 'hang') return;
    if (wanted && request.headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    if (state.behaviour !== 'work') {
      client.end(`HTTP/1.1 ${state.behaviour.refuse} No\r\n\r\n`);
      return;
    }
    const [host, port] = request.url!.split(':');
    join(client, { host: host!, port: Number(port), from }, (works) => {
      if (works) client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      else client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return head;
    });
  });
  return server;
}

function socksProxy(state: State): Server {
  const { credentials, from } = state.options;
  return createServer(async (client) => {
    const read = reader(client);
    if (state.behaviour === 'hang') return;
    const [, count] = await read(2);
    await read(count!);
    client.write(Buffer.from([5, credentials ? 2 : 0]));
    if (credentials) {
      const user = (await read((await read(2))[1]!)).toString();
      const password = (await read((await read(1))[0]!)).toString();
      const right = user === credentials.user && password === credentials.password;
      client.write(Buffer.from([1, right ? 0 : 1]));
      if (!right) return void client.end();
    }
    await read(4);
    const host = (await read(4)).join('.');
    const port = (await read(2)).readUInt16BE();
    state.targets.push(`${host}:${port}`);
    const reply = (code: number) => client.write(Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]));
    if (typeof state.behaviour === 'object') {
      reply(state.behaviour.refuse);
      return void client.end();
    }
    join(client, { host, port, from }, (works) => {
      reply(works ? 0 : 5);
      if (!works) client.end();
      return Buffer.alloc(0);
    });
  });
}

function join(
  client: Socket,
  { host, port, from }: { host: string; port: number; from: string },
  settled: (works: boolean) => Buffer,
): void {
  const target = connect({ host, port, localAddress: from });
  target.once('error', () => {
    if (target.connecting || target.pending) settled(false);
    else client.destroy();
  });
  target.once('connect', () => {
    target.write(settled(true));
    client.pipe(target).pipe(client);
  });
  client.on('close', () => target.destroy());
  target.on('close', () => client.destroySoon());
}

function reader(socket: Socket): (bytes: number) => Promise<Buffer> {
  return async (bytes) => {
    for (;;) {
      const chunk = bytes === 0 ? Buffer.alloc(0) : (socket.read(bytes) as Buffer | null);
      if (chunk) return chunk;
      await new Promise((resolve) => socket.once('readable', resolve));
    }
  };
}
