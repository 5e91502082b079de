import { type IdKind, idPrefixes } from '../ids.ts';

const digits = '5e0c9b7a41d24f6f8a3b1c2d3e4f5a6b';

/** Always the same for each kind of object, so that examples can refer to each other. */
export const exampleId = (kind: IdKind): string => `${idPrefixes[kind]}-${digits}`;
export const exampleUserId = `acme-${digits}`;
export const exampleTime = '2026-04-21T09:30:00Z';
