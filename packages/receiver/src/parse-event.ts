import type { EventBody } from '@winkwire/contract';
import type { Body } from './signature.ts';
import { WebhookError } from './webhook-error.ts';

/**
 * Parses the event in a verified body. Checks only the outer fields, because the sender may have newer types of events.
 * Throws WebhookError with NOT_JSON or WRONG_SHAPE.
 */
export function parseEvent(body: Body): EventBody {
  const value = parseJson(body);
  if (!isEvent(value)) throw new WebhookError('WRONG_SHAPE');
  return value;
}

function parseJson(body: Body): unknown {
  try {
    return JSON.parse(
      typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body),
    );
  } catch {
    throw new WebhookError('NOT_JSON');
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isName = (value: unknown): boolean => typeof value === 'string' && value.length > 0;

const isEvent = (value: unknown): value is EventBody =>
  isObject(value) &&
  isName(value.id) &&
  isName(value.type) &&
  isName(value.createdAt) &&
  typeof value.version === 'number' &&
  isObject(value.data);
