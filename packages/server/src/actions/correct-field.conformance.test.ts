import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { correctionsOf } from '../domain/archive-corrections.ts';
import { archiveFields } from '../domain/archive-fields.ts';
import { archiveReading } from '../domain/archive-reading.ts';
import type { Services } from '../platform/services.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { caller, documentBytes, eventsOf, openArchiveServices } from '../testing/archive-services.ts';
import { correctField } from './correct-field.ts';
import { createArchive } from './create-archive.ts';
import { finishAnalysis } from './finish-analysis.ts';
import { getArchive } from './get-archive.ts';
import { revokeArchive } from './revoke-archive.ts';

const placed = { file: 0, page: 1, box: [0.5, 0.4, 0.2, 0.02], confidence: 0.81 } as const;
const requester = { by: 'Maria Santos', address: '203.0.113.9', requestId: 'req-1' };

describe.each(['sqlite', 'postgres'] as const)('a correction on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let opened: Awaited<ReturnType<typeof openArchiveServices>>;
  let services: Services;
  let archiveId: string;
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    opened = await openArchiveServices(place.config.databaseUrl);
    services = opened.services;
  });
  afterAll(async () => {
    await opened[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    archiveId = await analysedArchive();
  });

  /** The result of the analysis is given, so no file is read. */
  async function analysedArchive(): Promise<string> {
    const files = [{ bytes: await documentBytes('payslip-ryan.pdf'), name: 'march.pdf' }];
    const given = { userId: opened.userId, fileType: 'PAYSLIP', files, provider: 'tenant-provided' } as const;
    const created = await createArchive(services, caller, given);
    const analysis = { netAmount: 2910, payDate: '2026-04-05', currency: 'PHP', taxNumber: null } as never;
    const fields = [{ name: 'netAmount', value: 2910, ...placed }];
    const found = { type: 'PAYSLIP', identity: null, employments: [], incomes: [], issueDate: null } as const;
    await finishAnalysis(services, created, {
      classification: null,
      result: {
        problem: null,
        analysis,
        fields,
        unused: [],
        validation: null,
        found: { ...found, employments: [], incomes: [] },
      },
      reading: { startedAt: 1_000, endedAt: 2_000, pages: [] },
    });
    return created.archive.id;
  }

  const correct = (field: string, value: string | number) =>
    correctField(services, caller, { archiveId, name: field, value, requester });
  const fields = async () => archiveFields(await getArchive(services, caller, archiveId));
  const corrections = async () =>
    (await eventsOf(services, archiveId)).filter(({ type }) => type === 'FIELD_CORRECTED');

  test('replaces the value, and keeps what was read, who corrected it and when', async () => {
    await correct('netAmount', 29100);
    expect(await correct('netAmount', 29100.25)).toMatchObject({
      value: 29100.25,
      confidence: 0.81,
      page: 1,
      correction: { from: 2910, by: 'Maria Santos', at: expect.stringMatching(/Z$/) },
    });
    const read = await getArchive(services, caller, archiveId);
    expect(correctionsOf(read.archive).map(({ from, value }) => [from, value])).toEqual([
      [2910, 29100],
      [29100, 29100.25],
    ]);
    expect(archiveReading(read).steps.at(-1)).toMatchObject({
      step: 'FIELD_CORRECTED',
      text: 'netAmount was corrected by Maria Santos.',
    });
    expect(JSON.parse(read.archive.analysis ?? '')).toMatchObject({ netAmount: 2910 });
  });

  test('appends an event that names the field but not the value', async () => {
    await correct('netAmount', 29100.25);
    await correct('netAmount', 29100.25);
    expect(await corrections()).toEqual([
      { type: 'FIELD_CORRECTED', data: { userId: opened.userId, archiveId, field: 'netAmount' } },
    ]);
  });

  test('gives a value to a field that has no place, or that the document does not show', async () => {
    await correct('payDate', '2026-04-06');
    await correct('taxNumber', ' 123-456 ');
    const given = (await fields()).map(({ name: field, value, box, correction }) => [
      ...[field, value, box !== null, correction?.from],
    ]);
    expect(given).toEqual([
      ['netAmount', 2910, true, undefined],
      ['payDate', '2026-04-06', false, '2026-04-05'],
      ['currency', 'PHP', false, undefined],
      ['taxNumber', '123-456', false, null],
    ]);
  });

  test('is refused for a wrong form, an unknown field, and another archive', async () => {
    const refusals: [string, string | number, string][] = [
      ['netAmount', 'much', 'Give a number'],
      ['payDate', '2026-02-30', 'YYYY-MM-DD'],
      ['currency', 'pesos', 'such as PHP'],
      ['taxNumber', '  ', 'at least one character'],
      ['taxNumber', 'a\u202eb', 'no invisible characters'],
      ['bonus', 1, 'no such field. Its fields are netAmount, payDate'],
    ];
    for (const [field, value, message] of refusals) {
      await expect(correct(field, value), field).rejects.toThrow(message);
    }
    const stranger = { ...caller, tenantId: 'other' };
    const change = { archiveId, name: 'netAmount', value: 1, requester };
    await expect(correctField(services, stranger, change)).rejects.toThrow('no archive');
    expect(await corrections()).toEqual([]);
  });

  test('does not overwrite one that is made at the same time', async () => {
    await Promise.all([correct('netAmount', 1), correct('payDate', '2026-04-07')]);
    const kept = (await fields()).filter(({ correction }) => correction).map(({ name: field }) => field);
    expect(kept).toEqual(['netAmount', 'payDate']);
    expect(await corrections()).toHaveLength(2);
  });

  test('disappears with its archive, which cannot be corrected any more', async () => {
    await correct('netAmount', 1);
    await revokeArchive(services, caller, { id: archiveId });
    expect(await fields()).toEqual([]);
    await expect(correct('netAmount', 2)).rejects.toThrow('status is REVOKED');
  });
});
