import { EventEmitter } from 'node:events';
import { request } from 'node:http';
import { expect, test, vi } from 'vitest';
import { sandbox, startTestServer } from '../testing/test-server.ts';
import { announcedSize, UploadRoom } from './upload-room.ts';

const newAnswer = () => Object.assign(new EventEmitter(), { destroyed: false });
const large = 64 * 1024 * 1024;

test('a tenant takes half of the room at most, and all of them together no more than all', () => {
  const room = new UploadRoom();
  const answers = Array.from({ length: 4 }, () => newAnswer());
  room.enter('one', large, answers[0]!);
  room.enter('one', large, answers[1]!);
  expect(() => room.enter('one', large, newAnswer())).toThrow('Too many uploads');
  room.enter('two', large, answers[2]!);
  room.enter('two', large, answers[3]!);
  expect(() => room.enter('three', large, newAnswer())).toThrow('Too many uploads');
  answers[0]!.emit('close');
  room.enter('three', large, newAnswer());
  expect(() => room.enter('one', large, newAnswer())).toThrow('Too many uploads');
});

test('a client who is gone takes no room', () => {
  const room = new UploadRoom();
  for (let count = 0; count < 10; count++) {
    room.enter('one', large, Object.assign(new EventEmitter(), { destroyed: true }));
  }
  expect(() => room.enter('one', large, newAnswer())).not.toThrow();
});

test('a body whose length nobody says may be as large as any', () => {
  expect(announcedSize({ headers: {} }, 100)).toBe(100);
  expect(announcedSize({ headers: { 'content-length': '7' } }, 100)).toBe(7);
  expect(announcedSize({ headers: { 'content-length': '700' } }, 100)).toBe(100);
});

test('uploads that come slowly are answered with 429 before they fill the memory, and others go on when they end', async () => {
  await using server = await startTestServer();
  const begin = () => {
    const sending = request(`${server.url}/v1/archives`, {
      method: 'POST',
      auth: `${sandbox.key}:${sandbox.secret}`,
      headers: { 'content-type': 'application/json', 'content-length': String(large) },
    });
    sending.on('error', () => {});
    sending.write('{"rawFiles":[');
    return sending;
  };
  const ask = async () =>
    (await server.call('/v1/archives', { method: 'POST', body: { rawFiles: [] } })).status;
  const slow = [begin(), begin()];
  await vi.waitFor(async () => expect(await ask()).toBe(429));
  for (const sending of slow) sending.destroy();
  await vi.waitFor(async () => expect(await ask()).toBe(400));
});
