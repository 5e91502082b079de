import { networkInterfaces } from 'node:os';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { refuseOtherMachines } from './refuse-other-machines.ts';

function appOn(machine: string) {
  const app = Fastify();
  refuseOtherMachines(app, machine);
  app.get('/', async () => 'served');
  return app;
}

const statusOf = async (host: string, machine: string) =>
  (await appOn(machine).inject({ url: '/', headers: { host } })).statusCode;

test.each([
  ...['demo.example', 'demo.example:8080', 'localhost.example', '127.0.0.1.example', '192.0.2.1'],
  ...['localhost@demo.example', 'own.example'],
])(
  'a request for %s that a proxy of this machine passes on without a header of its own is refused',
  async (host) => {
    expect(await statusOf(host, 'own.example')).toBe(403);
  },
);

test.each(['localhost', 'LOCALHOST:8080', 'app.localhost:8080', '127.0.0.2:80', '[::1]:8080', 'mine:8080'])(
  'a request for %s is served, because that name is the machine itself',
  async (host) => {
    expect(await statusOf(host, 'Mine')).toBe(200);
  },
);

test('a request of this machine to its own address is served', async () => {
  const app = appOn('mine');
  const own = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4');
  const url = await app.listen({ port: 0, host: own?.address ?? '127.0.0.1' });
  expect((await fetch(url)).status).toBe(200);
  await app.close();
});
