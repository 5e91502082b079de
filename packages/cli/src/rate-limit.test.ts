import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { basicAuthorization } from '@winkwire/contract/client';
import type { PublishedBatch } from '@winkwire/contract/resources';
import { expect, test, vi } from 'vitest';
import { openApi } from './testing/open-api.ts';
import { follow, runCli, runServe } from './testing/run-cli.ts';

vi.setConfig({ testTimeout: 180_000 });

const credentials = ['--sandbox-key', 'sandbox_k', '--sandbox-secret', 'a-long-enough-secret'];

async function serveLimited() {
  const server = await runServe(['--rate-limit', '3', ...credentials]);
  const flags = ['--url', server.url, ...credentials];
  let addresses = 0;
  return {
    flags,
    /** Publishes from a new address each time, so that the rate limit never refuses the batch. */
    async publish(count: number): Promise<string[]> {
      const sent = request(`${server.url}/v1/events/batch`, {
        method: 'POST',
        localAddress: `127.0.1.${++addresses}`,
        headers: {
          authorization: basicAuthorization('sandbox_k', 'a-long-enough-secret'),
          'content-type': 'application/json',
        },
      });
      const event = { type: 'RECORD_CREATED', data: { recordId: 'r', recordType: null } };
      sent.end(JSON.stringify(Array.from({ length: count }, () => event)));
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      const { data } = (await json(response)) as { data: PublishedBatch };
      return data.results.map(({ id }) => id as string);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const idsOf = (text: string): string[] => text.match(/et-[0-9a-f]{32}/g) ?? [];

test('events prints more pages than the rate limit permits in a second', async () => {
  await using server = await serveLimited();
  const ids = await server.publish(1000);
  const { code, output } = await runCli(['events', '--size', '5000', ...server.flags]);
  expect({ code, printed: idsOf(output).sort() }).toEqual({ code: 0, printed: ids.sort() });
});

test('events -f prints each event of a burst that has more pages than the rate limit permits', async () => {
  await using server = await serveLimited();
  using following = follow(['events', '-f', ...server.flags]);
  const printed = () => idsOf(following.lines().join());
  // Nothing shows when the follower has started, so events are published until one is printed.
  await vi.waitFor(
    async () => {
      await server.publish(1);
      expect(printed()).not.toEqual([]);
    },
    { timeout: 60_000, interval: 500 },
  );
  const burst = await server.publish(1000);
  await vi.waitFor(() => expect(printed()).toEqual(expect.arrayContaining([burst[0], burst.at(-1)])), 60_000);
  const ofBurst = new Set(burst);
  expect(
    printed()
      .filter((id) => ofBurst.has(id))
      .sort(),
  ).toEqual(burst.sort());
});

test('listen starts although other requests from its address have used up the rate limit', async () => {
  const refused = new Set<string>();
  const data: Record<string, unknown> = {
    'GET /v1/webhooks': { items: [], nextCursor: null },
    'POST /v1/webhooks': { id: 'wh-1' },
    'POST /v1/webhooks/wh-1/reveal': { secrets: [{ secret: 'whsec_' }], headers: {} },
    'GET /v1/webhooks/wh-1/events': { items: [], lastSequence: 0 },
  };
  using api = await openApi((request) => {
    const [name = ''] = request.split('?');
    if (refused.has(name)) return { body: { code: 'OK', data: data[name] } };
    refused.add(name);
    return { status: 429, body: { code: 'REQUEST_LIMIT_EXCEEDED', message: 'Wait 1 second.' } };
  });
  const { code, output } = await runCli(['listen', '--once', '--forward-to', 'localhost:3999', ...api.flags]);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('Forwarding wh-1') });
  expect([...refused].sort()).toEqual(Object.keys(data).sort());
});

test('listen reads no page of the list of webhooks twice when the rate limit interrupts it', async () => {
  const accepted: string[] = [];
  let isLimited = false;
  using api = await openApi((request) => {
    // The limit refuses every second request.
    isLimited = !isLimited;
    if (isLimited)
      return {
        status: 429,
        headers: { 'retry-after': '3600' },
        body: { code: 'REQUEST_LIMIT_EXCEEDED', message: 'Wait 1 second.' },
      };
    accepted.push(request);
    const page = Number(/cursor=(\d)/.exec(request)?.[1] ?? 1);
    const data: Record<string, unknown> = {
      'GET /v1/webhooks': { items: [], nextCursor: page < 3 ? String(page + 1) : null },
      'POST /v1/webhooks': { id: 'wh-1' },
      'POST /v1/webhooks/wh-1/reveal': { secrets: [{ secret: 'whsec_' }], headers: {} },
    };
    return {
      body: { code: 'OK', data: data[request.split('?')[0] as string] ?? { items: [], lastSequence: 0 } },
    };
  });
  const { code } = await runCli(['listen', '--once', '--forward-to', 'localhost:3999', ...api.flags]);
  expect(code).toBe(0);
  const lists = accepted.filter((request) => request.startsWith('GET /v1/webhooks?'));
  // The command reads all pages of the list before and after it registers the webhook.
  const pages = [undefined, '2', '3'];
  expect(lists.map((request) => /cursor=(\d)/.exec(request)?.[1])).toEqual([...pages, ...pages]);
});
