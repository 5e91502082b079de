import Type from 'typebox';
import type { EventType } from '../event-types.ts';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { dateTime, id } from '../schema/fields.ts';
import { catalogue, type EventData } from './catalogue.ts';

/** The body of a delivery, a union by `type`: after `body.type === 'ACCOUNT_FAILED'`, `body.data.errorCode` exists. */
export type EventBody<Types extends EventType = EventType> = {
  [T in Types]: {
    /** `et-...`, the same in every attempt and for every endpoint. */
    id: string;
    version: 1;
    type: T;
    /** `YYYY-MM-DDTHH:mm:ssZ` */
    createdAt: string;
    data: EventData<T>;
  };
}[Types];

/** The schema of a whole delivered body. */
export function eventSchema<T extends EventType>(type: T): Type.TUnsafe<EventBody<T>> {
  const { line, data } = catalogue[type];
  return Type.Unsafe(
    Type.Object(
      {
        id: id('event', {
          description: 'The same on every try and for every endpoint: drop duplicates by it.',
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

/** A valid body, always the same. */
export const exampleBody = <T extends EventType>(type: T) =>
  ({
    id: exampleId('event'),
    version: 1,
    type,
    createdAt: exampleTime,
    data: catalogue[type].example,
  }) as EventBody<T>;
