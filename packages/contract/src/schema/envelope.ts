import Type from 'typebox';
import { type ErrorCode, errorTable } from '../errors.ts';
import { oneOf } from './fields.ts';
import { nullable } from './nullable.ts';

const envelopeFields = {
  message: Type.String({ description: 'For a reader; programs match on `code`.' }),
  requestId: Type.String({ description: 'Names this request in our logs.' }),
};

/** The response of a successful operation: `{ code, message, requestId, data }`. */
export const envelope = <Data extends Type.TSchema>(data: Data) =>
  Type.Object({ code: oneOf(['OK', 'CREATED']), ...envelopeFields, data });

/** The `data` of a list. `nextCursor` is the `cursor` of the next request, or null on the last page. */
export const page = <Item extends Type.TSchema>(item: Item) =>
  Type.Object({
    nextCursor: nullable(Type.String({ description: 'Request the next page with this `cursor`.' })),
    items: Type.Array(item),
  });

/** The response of a failed operation: the same envelope, without data. */
export const ErrorEnvelope = Type.Object({
  code: oneOf(Object.keys(errorTable) as ErrorCode[], { description: 'What went wrong; stable.' }),
  ...envelopeFields,
  data: Type.Null(),
});

export interface Envelope<Data> {
  code: string;
  message: string;
  requestId: string;
  data: Data;
}

export interface Page<Item> {
  nextCursor: string | null;
  items: Item[];
}
