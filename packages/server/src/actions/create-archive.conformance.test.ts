import { newId } from '@winkwire/contract/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addArchive, countWaiting } from '../domain/archives.ts';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { caller, documentBytes, openArchiveServices } from '../testing/archive-services.ts';
import { createArchive } from './create-archive.ts';

describe.each(['sqlite', 'postgres'] as const)('uploads on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  test('of concurrent uploads of a user, only so many are accepted that 50 archives wait', async () => {
    await using place = await engine.place();
    await using opened = await openArchiveServices(place.config.databaseUrl);
    const { services, userId } = opened;
    const files = [{ bytes: await documentBytes('payslip-ryan.pdf') }];
    const upload = () =>
      createArchive(services, caller, { userId, fileType: 'PAYSLIP', files, provider: 'tenant-provided' });
    const { archive } = await upload();
    await services.store.transaction(async (transaction) => {
      for (let count = 1; count < 48; count++) {
        await addArchive(transaction, { ...archive, id: newId('archive') });
      }
    });
    const uploads = await Promise.allSettled([upload(), upload(), upload(), upload()]);
    expect(uploads.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(uploads.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'REQUEST_LIMIT_EXCEEDED' },
    });
    expect(await countWaiting(services.store, caller, userId)).toBe(50);
  });
});
