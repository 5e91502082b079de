import Type from 'typebox';
import type { EventType } from '../event-types.ts';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { dateTime, id } from '../schema/fields.ts';
import { catalogue, type EventData } from './catalogue.ts';

/** The body of a delivery. Its `type` decides which fields `data` has. */
export type EventBody<Types extends EventType = EventType> = {
  [T in Types]: {
    /** The id of the event, `et-...`. It is the same in every attempt and for every endpoint. */
    id: string;
    version: 1;
    type: T;
    /** When the event happened: `YYYY-MM-DDTHH:mm:ssZ`. */
    createdAt: string;
    data: EventData<T>;
  };
}[Types];

/** The schema of the whole body. */
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

/** A valid body of the given type. It is the same in every call. */
export const exampleBody = <T extends EventType>(type: T) =>
  ({
    id: exampleId('event'),
    version: 1,
    type,
    createdAt: exampleTime,
    data: catalogue[type].example,
  }) as EventBody<T>;
