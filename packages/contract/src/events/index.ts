export * from './catalogue.ts';
export * from './event-body.ts';
export type { EventDefinition } from './event-definition.ts';
export * from './source-of.ts';
