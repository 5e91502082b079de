import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import { expect, test, vi } from 'vitest';
import { sandbox, startTestServer } from '../testing/test-server.ts';
import { newUser, WidgetPage } from '../testing/widget-page.ts';
import { announcedSize, UploadRoom } from './upload-room.ts';

const newResponse = () => Object.assign(new EventEmitter(), { destroyed: false });
const large = 64 * 1024 * 1024;
const one = { tenantId: 'one' };
const two = { tenantId: 'two' };

test('received bytes take room until the response is sent', () => {
  const room = new UploadRoom();
  const responses = Array.from({ length: 4 }, () => newResponse());
  const places = responses.map((response, n) => room.enter(n < 2 ? one : two, large, response));
  for (const place of places) place.take(large);
  expect(() => room.enter({ tenantId: 'three' }, large, newResponse())).toThrow('Too many uploads');
  responses[0]!.emit('close');
  room.enter({ tenantId: 'three' }, large, newResponse()).take(large);
  expect(() => room.enter(one, large, newResponse())).toThrow('Too many uploads');
});

test('an upload that finds no more room frees what it took', () => {
  const room = new UploadRoom();
  const places = Array.from({ length: 3 }, () => room.enter(one, large, newResponse()));
  places[0]!.take(large);
  places[1]!.take(large / 2);
  places[2]!.take(large / 2);
  expect(() => places[1]!.take(1)).toThrow('Too many uploads');
  expect(() => places[2]!.take(large / 2)).not.toThrow();
});

test('a client that has disconnected takes no room', () => {
  const room = new UploadRoom();
  for (let count = 0; count < 10; count++) {
    room.enter(one, large, Object.assign(new EventEmitter(), { destroyed: true })).take(large);
  }
  expect(() => room.enter(one, large, newResponse()).take(large)).not.toThrow();
});

test('a body without a length may be as large as the limit', () => {
  expect(announcedSize({ headers: {} }, 100)).toBe(100);
  expect(announcedSize({ headers: { 'content-length': '7' } }, 100)).toBe(7);
  expect(announcedSize({ headers: { 'content-length': '700' } }, 100)).toBe(100);
});

test('uploads that send nothing do not block other uploads', async () => {
  await using server = await startTestServer();
  const begin = async () => {
    const sending = request(`${server.url}/v1/archives`, {
      method: 'POST',
      auth: `${sandbox.key}:${sandbox.secret}`,
      headers: {
        'content-type': 'application/json',
        'content-length': String(large),
        // The server responds with 100 Continue, which shows that the upload has begun.
        expect: '100-continue',
      },
    });
    sending.on('error', () => {});
    await once(sending, 'continue');
    sending.write('{"rawFiles":[');
    return sending;
  };
  const sendings = await Promise.all(Array.from({ length: 5 }, begin));
  const { status } = await server.call('/v1/archives', { method: 'POST', body: { rawFiles: [] } });
  expect(status).toBe(400);
  for (const sending of sendings) sending.destroy();
});

test('unfinished uploads of one user leave room for other users of the same tenant', async () => {
  await using server = await startTestServer();
  const hostile = await WidgetPage.open(server, (await newUser(server)).userToken);
  const other = await WidgetPage.open(server, (await newUser(server)).userToken);
  const begin = () => {
    const sending = request(`${server.url}/widget/api/archives`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${hostile.session.sessionToken}`,
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': String(large),
      },
    });
    const responded = new Promise<number | undefined>((resolve) => {
      sending.on('response', ({ statusCode }) => resolve(statusCode)).on('error', () => resolve(undefined));
    });
    for (let file = 0; file < 4; file++) {
      sending.write(`--b\r\nContent-Disposition: form-data; name="file"; filename="${file}.png"\r\n\r\n`);
      sending.write(Buffer.alloc(10 * 1024 * 1024));
      sending.write('\r\n');
    }
    return { sending, responded };
  };
  const begun = [begin(), begin()];
  expect(await Promise.race(begun.map(({ responded }) => responded))).toBe(429);
  const upload = async () => (await other.post('archives')).status;
  await vi.waitFor(async () => expect(await upload()).not.toBe(429));
  for (const { sending } of begun) sending.destroy();
});
