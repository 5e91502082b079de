import { readDay, readTime } from '@winkwire/contract/read-time';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Ajv } from 'ajv';
import type { DataValidationCxt } from 'ajv/dist/types/index.js';
import addFormats from 'ajv-formats';

/**
 * Replaces the formats `date-time` and `date` of ajv-formats. Its `date-time` accepts leap seconds, and refuses a day
 * without a time, such as `2026-04-21`.
 */
export function addValueFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv);
  return ajv
    .addFormat('date-time', (text) => readTime(text) !== undefined)
    .addFormat('date', (text) => readDay(text) !== undefined);
}

type Schema = Record<string, unknown>;

/**
 * Adapts a schema to stored data. A time in any form that `readTime` accepts is rewritten in the form of `timestamp`.
 */
export function withTimesRead(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withTimesRead);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { format, pattern, ...others } = schema as Schema;
  if (format === 'date-time') return { ...others, time: true };
  return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, withTimesRead(part)]));
}

/** `withTimesRead` uses the keyword `time`. */
export const addTimeKeyword = (ajv: Ajv): Ajv =>
  ajv.addKeyword({
    keyword: 'time',
    type: 'string',
    modifying: true,
    errors: false,
    validate: leaveTimestamp,
  });

// Ajv calls this with the schema, the value, the parent schema and the place of the value.
// biome-ignore lint/complexity/useMaxParams: the signature is Ajv's
function leaveTimestamp(_: unknown, text: string, __?: unknown, place?: DataValidationCxt): boolean {
  const at = readTime(text);
  if (at === undefined || !place) return false;
  place.parentData[place.parentDataProperty] = timestamp(at);
  return true;
}
