import Type from 'typebox';
import { type ErrorCode, errorTable } from '../errors.ts';
import { oneOf } from './fields.ts';
import { nullable } from './nullable.ts';

const envelopeFields = {
  message: Type.String({ description: 'Text for people. Programs use `code` instead.' }),
  requestId: Type.String({ description: 'The id of this request in our logs.' }),
};

/** The schema of a successful response: `{ code, message, requestId, data }`. */
export const envelope = <Data extends Type.TSchema>(data: Data) =>
  Type.Object({ code: oneOf(['OK', 'CREATED']), ...envelopeFields, data });

/** The `data` of a list. `nextCursor` is the `cursor` of the next request, or null on the last page. */
export const page = <Item extends Type.TSchema>(item: Item) =>
  Type.Object({
    nextCursor: nullable(
      Type.String({ description: 'The value of `cursor` for the request of the next page.' }),
    ),
    items: Type.Array(item),
  });

/** An error response: the envelope with `data` null. */
export const ErrorEnvelope = Type.Object({
  code: oneOf(Object.keys(errorTable) as ErrorCode[], { description: 'The error. These codes are stable.' }),
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
