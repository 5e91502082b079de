export * from './envelope.ts';
export * from './example-ids.ts';
export * from './fields.ts';
export * from './nullable.ts';
export * from './record.ts';
