import { exampleId } from '../schema/example-ids.ts';
import { count, id } from '../schema/fields.ts';
import { event } from './event-definition.ts';
import { aboutAccountExample, aboutSource } from './event-fields.ts';

const added = count('How many were added.');
const counted = (things: string) =>
  event({
    line: `New ${things} were stored.`,
    data: aboutSource({ count: added }),
    example: aboutAccountExample({ count: 12 }),
  });

export const addedEvents = {
  IDENTITY_ADDED: event({
    line: 'A new identity was stored.',
    data: aboutSource({ identityId: id('identity') }),
    example: aboutAccountExample({ identityId: exampleId('identity') }),
  }),
  RATING_ADDED: event({
    line: 'A new rating was stored.',
    data: aboutSource({ ratingId: id('rating') }),
    example: aboutAccountExample({ ratingId: exampleId('rating') }),
  }),
  INSIGHT_ADDED: event({
    line: 'A new insight was computed.',
    data: aboutSource({ id: id('insight') }),
    example: aboutAccountExample({ id: exampleId('insight') }),
  }),
  LINK_ADDED: event({
    line: 'A new count was stored: how often the user linked accounts for other companies.',
    data: aboutSource({ id: id('link') }),
    example: aboutAccountExample({ id: exampleId('link') }),
  }),
  TRANSACTIONS_ADDED: counted('transactions'),
  DOCUMENTS_ADDED: counted('documents'),
  EMPLOYMENTS_ADDED: counted('employments'),
  INCOMES_ADDED: counted('incomes'),
  EINCOMES_ADDED: counted('estimated incomes'),
  CONTRIBUTIONS_ADDED: counted('contributions'),
  LIABILITIES_ADDED: counted('liabilities'),
};
