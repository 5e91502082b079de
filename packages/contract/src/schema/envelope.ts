import Type from 'typebox';
import { type ErrorCode, errorTable } from '../errors.ts';
import { oneOf } from './fields.ts';
import { nullable } from './nullable.ts';

const frame = {
  message: Type.String({ description: 'For a reader; programs match on `code`.' }),
  requestId: Type.String({ description: 'Names this request in our logs.' }),
};

/** The answer of a successful operation: `{ code, message, requestId, data }`. */
export const envelope = <Data extends Type.TSchema>(data: Data) =>
  Type.Object({ code: oneOf(['OK', 'CREATED']), ...frame, data });

/** A list's `data`: `nextCursor` is null on the last page, otherwise the `cursor` of the next request. */
export const page = <Item extends Type.TSchema>(item: Item) =>
  Type.Object({
    nextCursor: nullable(Type.String({ description: 'Ask for the next page with this `cursor`.' })),
    items: Type.Array(item),
  });

/** The answer of a failed operation; the same frame, without data. */
export const ErrorEnvelope = Type.Object({
  code: oneOf(Object.keys(errorTable) as ErrorCode[], { description: 'What went wrong; stable.' }),
  ...frame,
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
