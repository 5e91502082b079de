import Type from 'typebox';
import type { IdKind } from '../ids.ts';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { count, dateTime, id } from '../schema/fields.ts';
import { event } from './event-definition.ts';
import { aboutAccountExample, aboutSource } from './event-fields.ts';

const changed = count('How many were changed.');

const named = (things: string, kind: IdKind) =>
  event({
    line: `A sync changed ${things}. Their ids are in \`updatedIds\`.`,
    data: { ...aboutSource({}), updatedIds: Type.Array(id(kind)), count: changed, updatedAt: dateTime },
    example: {
      ...aboutAccountExample({}),
      updatedIds: [exampleId(kind)],
      count: 1,
      updatedAt: exampleTime,
    },
  });

const spanned = (things: string) =>
  event({
    line: `A sync changed ${things} of the period from \`updatedFrom\` to \`updatedTo\`.`,
    data: {
      ...aboutSource({}),
      count: changed,
      updatedFrom: dateTime,
      updatedTo: dateTime,
      updatedAt: dateTime,
    },
    example: {
      ...aboutAccountExample({}),
      count: 1,
      updatedFrom: '2026-03-01T00:00:00Z',
      updatedTo: '2026-03-31T23:59:59Z',
      updatedAt: exampleTime,
    },
  });

export const updatedEvents = {
  DOCUMENTS_UPDATED: named('documents', 'document'),
  EMPLOYMENTS_UPDATED: named('employments', 'employment'),
  LIABILITIES_UPDATED: named('liabilities', 'liability'),
  INCOMES_UPDATED: spanned('incomes'),
  CONTRIBUTIONS_UPDATED: spanned('contributions'),
  EINCOMES_UPDATED: spanned('estimated incomes'),
};
