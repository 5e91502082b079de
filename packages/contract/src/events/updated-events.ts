import Type from 'typebox';
import type { IdKind } from '../ids.ts';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { dateTime, id } from '../schema/fields.ts';
import { event } from './event-definition.ts';
import { aboutAccountExample, aboutSource } from './event-fields.ts';

const common = {
  ...aboutSource,
  count: Type.Integer({ minimum: 0, description: 'How many were changed.' }),
  updatedAt: dateTime,
};
const commonExample = { ...aboutAccountExample, count: 1, updatedAt: exampleTime };

const named = (things: string, kind: IdKind) =>
  event({
    line: `A sync changed ${things}, named here.`,
    data: { ...common, updatedIds: Type.Array(id(kind)) },
    example: { ...commonExample, updatedIds: [exampleId(kind)] },
  });

const spanned = (things: string) =>
  event({
    line: `A sync changed ${things} of a span of time.`,
    data: { ...common, updatedFrom: dateTime, updatedTo: dateTime },
    example: { ...commonExample, updatedFrom: '2026-03-01T00:00:00Z', updatedTo: '2026-03-31T23:59:59Z' },
  });

export const updatedEvents = {
  DOCUMENTS_UPDATED: named('documents', 'document'),
  EMPLOYMENTS_UPDATED: named('employments', 'employment'),
  LIABILITIES_UPDATED: named('liabilities', 'liability'),
  INCOMES_UPDATED: spanned('incomes'),
  CONTRIBUTIONS_UPDATED: spanned('contributions'),
  EINCOMES_UPDATED: spanned('estimated incomes'),
};
