import { catalogue } from '@winkwire/contract/events';
import { Upload } from '@winkwire/contract/resources';
import type { Declarations } from './declarations-of.ts';
import { printType } from './print-type.ts';

const rows = Object.entries(catalogue).map(
  ([type, { line, data }]) => `  /** ${line} */\n  ${type}: ${printType(data, '  ')};\n`,
);

const eventBody = `import type { EventType } from './event-types.js';

/** The \`data\` of each type of event. */
export interface EventDataByType {
${rows.join('')}}

/** The body of a delivery. Check its \`type\`: after \`body.type === 'ACCOUNT_FAILED'\`, \`body.data.errorCode\` exists. */
export type EventBody<Types extends EventType = EventType> = {
  [T in Types]: {
    /** \`et-...\`, the same in every attempt and for every endpoint. */
    id: string;
    version: 1;
    type: T;
    /** \`YYYY-MM-DDTHH:mm:ssZ\` */
    createdAt: string;
    data: EventDataByType[T];
  };
}[Types];
`;

const index = `export * from './event-body.js';
export * from './event-types.js';
export * from './subscriptions.js';
`;

/* Types derived from the contract's schemas. Written out, so that customers need neither the contract nor TypeBox. */
export const typesOfReceiver: Declarations = new Map([
  ['contract/src/index.d.ts', index],
  ['contract/src/event-body.d.ts', eventBody],
]);

export const typesOfWidget: Declarations = new Map([
  ['contract/src/resources/upload.d.ts', `export type Upload = ${printType(Upload)};\n`],
]);
