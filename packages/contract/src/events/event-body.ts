import Type from 'typebox';
import type { EventType } from '../event-types.ts';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { dateTime, id } from '../schema/fields.ts';
import { catalogue, type EventData } from './catalogue.ts';

/**
 * The body of a delivery. It is a union by `type`: if `body.type` is `'ACCOUNT_FAILED'`, TypeScript knows that
 * `body.data.errorCode` exists.
 */
export type EventBody<Types extends EventType = EventType> = {
  [T in Types]: {
    /** The id of the event, in the form `et-...`. It is the same in every attempt and for every endpoint. */
    id: string;
    version: 1;
    type: T;
    /** When the event happened, in the form `YYYY-MM-DDTHH:mm:ssZ`. */
    createdAt: string;
    data: EventData<T>;
  };
}[Types];

/** The schema of the whole body, for events of this type. */
export function eventSchema<T extends EventType>(type: T): Type.TUnsafe<EventBody<T>> {
  const { line, data } = catalogue[type];
  return Type.Unsafe(
    Type.Object(
      {
        id: id('event', {
          description: 'The same in every attempt and for every endpoint. Use this id to detect duplicates.',
        }),
        version: Type.Literal(1),
        type: Type.Literal(type),
        createdAt: dateTime,
        data,
      },
      { additionalProperties: false, description: line, examples: [exampleBody(type)] },
    ),
  );
}

/** A valid body of this type. Every call with the same type returns the same body. */
export const exampleBody = <T extends EventType>(type: T) =>
  ({
    id: exampleId('event'),
    version: 1,
    type,
    createdAt: exampleTime,
    data: catalogue[type].example,
  }) as EventBody<T>;
