import { type DatapointKind, datapointKinds } from '@winkwire/contract/datapoints';
import { newId } from '@winkwire/contract/ids';
import { datapointPayloads } from '@winkwire/contract/resources/datapoint-schemas';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Datapoints, KnownDatapoints } from '../../connector.ts';
import { sandboxProviders } from '../catalogue.ts';
import { sandboxIdentities } from '../identities.ts';
import { createSandboxConnector } from '../sandbox-connector.ts';

const now = Date.parse('2026-05-17T08:00:00Z');
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const kinds = Object.keys(datapointKinds) as DatapointKind[];
const providers = sandboxProviders(createSandboxConnector).filter(({ yields }) => yields.length > 0);
const cases = sandboxIdentities.flatMap((identity) => providers.map((provider) => ({ identity, provider })));

const withIds = (datapoints: Datapoints): KnownDatapoints =>
  Object.fromEntries(
    kinds.map((kind) => [
      kind,
      (datapoints[kind] ?? []).map((body) => ({ id: newId(datapointKinds[kind].idKind), ...body })),
    ]),
  );

const fetchAll = (id: (typeof cases)[number], at = now) =>
  id.provider.connector.fetch({
    providerId: id.provider.id,
    connection: { identity: id.identity.username },
    now: at,
  }) as Promise<Required<Datapoints>>;

const cents = (amount: number) => Math.round(amount * 100);
const sum = (amounts: (number | null)[]) =>
  amounts.reduce((total: number, amount) => total + cents(amount ?? 0), 0);
const monthOf = (date: string | null) => date?.slice(0, 7);

function expectValid(datapoints: KnownDatapoints) {
  for (const kind of kinds) {
    for (const item of datapoints[kind] ?? []) {
      ajv.validate(datapointPayloads[kind], item);
      expect([kind, ajv.errors ?? []]).toEqual([kind, []]);
    }
  }
}

test('all data of every identity at every provider matches the schema of its kind', async () => {
  for (const each of cases) {
    const datapoints = await fetchAll(each);
    for (const kind of kinds) expect([kind, datapoints[kind].length > 0]).toEqual([kind, true]);
    expectValid(withIds(datapoints));
  }
});

test('amounts add up: payouts of a month to its net income, contributions and estimates to its gross', async () => {
  for (const each of cases) {
    const { income, transaction, contribution, eincome, insight } = await fetchAll(each);
    expect(income).toHaveLength(24);
    for (const { startDate, grossAmount, netAmount } of income) {
      const month = monthOf(startDate);
      const paid = transaction.filter(({ date }) => monthOf(date) === month);
      expect(sum(paid.map(({ amount }) => amount))).toBe(cents(netAmount!));
      expect(eincome.find((estimate) => estimate.month === month)!.amount).toBe(grossAmount);
      const insured = contribution.find(({ date }) => monthOf(date) === month)!;
      expect(insured.amount / grossAmount!).toBeCloseTo(each.identity.rates.contribution, 2);
    }
    expect(insight[0]!.features.incomes_amount_sum).toBeCloseTo(
      sum(income.map(({ netAmount }) => netAmount)) / 100,
      2,
    );
  }
});

test('on any day, the incomes cover 24 months, nothing paid lies in the future, and no loan has a negative balance', () => {
  const anyDay = fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2031-12-31') });
  return fc.assert(
    fc.asyncProperty(anyDay, async (at) => {
      const today = new Date(at).toISOString().slice(0, 10);
      const { income, transaction, liability } = await fetchAll(cases[0]!, at);
      expect(income.every(({ endDate }) => endDate! < today)).toBe(true);
      expect(transaction.every(({ date }) => date < today)).toBe(true);
      expect(new Set(income.map(({ startDate }) => startDate)).size).toBe(24);
      for (const loan of liability) {
        expect(loan.outstandingBalance).toBeGreaterThanOrEqual(0);
        expect(loan.startDate! < loan.endDate!).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('an identity has the same data at a provider every time, and other data at other providers', async () => {
  expect(await fetchAll(cases[0]!)).toEqual(await fetchAll(cases[0]!));
  const grossOf = async (each: (typeof cases)[number]) => (await fetchAll(each)).income[5]!.grossAmount;
  const grosses = await Promise.all(cases.filter(({ provider }) => provider.type === 'GIG').map(grossOf));
  expect(new Set(grosses).size).toBe(grosses.length);
});

test('a refresh changes existing rows and adds new ones, and amounts still add up', async () => {
  for (const { identity, provider } of cases) {
    const connection = { identity: identity.username };
    const known = withIds(await provider.connector.fetch({ providerId: provider.id, connection, now }));
    const { added, updated } = await provider.connector.refresh({
      providerId: provider.id,
      connection,
      now: now + 1000,
      known,
    });
    expectValid(updated);
    expectValid(withIds(added));
    const before = known.income!.find(({ id }) => id === updated.income![0]!.id)!;
    const more = cents(updated.income![0]!.netAmount!) - cents(before.netAmount!);
    expect(more).toBeGreaterThan(0);
    expect(cents(added.transaction![0]!.amount)).toBe(more);
    expect(updated.liability![0]!.outstandingBalance).toBeLessThan(
      known.liability!.find(({ id }) => id === updated.liability![0]!.id)!.outstandingBalance!,
    );
  }
});
