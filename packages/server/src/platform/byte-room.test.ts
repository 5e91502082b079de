import { expect, test } from 'vitest';
import { ByteRoom } from './byte-room.ts';

const newRoom = () => new ByteRoom({ ofAll: 100, ofTenant: 50, ofUser: 20 });

test('one user cannot take all the room of a tenant, and one tenant cannot take all the room of the process', () => {
  const room = newRoom();
  expect(room.take({ tenantId: 'one', userId: 'a' }, 20)).toBe(true);
  expect(room.take({ tenantId: 'one', userId: 'a' }, 1)).toBe(false);
  expect(room.take({ tenantId: 'one', userId: 'b' }, 20)).toBe(true);
  expect(room.take({ tenantId: 'one' }, 11)).toBe(false);
  expect(room.take({ tenantId: 'one' }, 10)).toBe(true);
  expect(room.take({ tenantId: 'two' }, 50)).toBe(true);
  expect(room.take({ tenantId: 'three' }, 1)).toBe(false);
});

test('a refused request takes no room, and room that is given back can be taken again', () => {
  const room = newRoom();
  const owner = { tenantId: 'one', userId: 'a' };
  expect(room.take(owner, 21)).toBe(false);
  expect(room.take(owner, 20)).toBe(true);
  room.giveBack(owner, 20);
  expect(room.take(owner, 20)).toBe(true);
});

test('users of two tenants with the same id are counted separately', () => {
  const room = newRoom();
  expect(room.take({ tenantId: 'one', userId: 'a' }, 20)).toBe(true);
  expect(room.take({ tenantId: 'two', userId: 'a' }, 20)).toBe(true);
});
