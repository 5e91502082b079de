import { Failure } from '../platform/failure.ts';
import type { DeliverySettings, SealedSecret, SealedSigningKey, WebhookRow } from './endpoint.ts';
import type { EventFilter } from './event-filter.ts';

/*
 * A faulty disk or a person may have changed a stored value, so its shape is checked. If a value cannot be read, only
 * its own webhook stops sending.
 */

/** The message of a Failure reaches the client. It names the column and the cause, and says what to do. */
export class ColumnUnreadable extends Failure {
  constructor(message: string) {
    super('SERVER_ERROR', message);
    this.name = 'ColumnUnreadable';
  }
}

export function readUrl({ url }: Pick<WebhookRow, 'url'>): URL {
  const parsed = URL.parse(url);
  if (parsed?.protocol === 'https:' || parsed?.protocol === 'http:') return parsed;
  return refuse('URL', 'Set the URL again.');
}

export const readEventTypes = ({ event_types: text }: Pick<WebhookRow, 'event_types'>): string[] =>
  readJson(text, isTexts) ?? refuse('list of event types', unsubscribed('event types'));

export const readFilter = ({ filter: text }: Pick<WebhookRow, 'filter'>): EventFilter | null =>
  text === null ? null : (readJson(text, isFilter) ?? refuse('filter', unsubscribed('filter')));

export const readDelivery = ({ delivery: text }: Pick<WebhookRow, 'delivery'>): DeliverySettings =>
  readJson(text, isDelivery) ?? refuse('delivery settings', 'Set the delivery settings again.');

export const secretsOf = ({ secrets: text }: Pick<WebhookRow, 'secrets'>): SealedSecret[] =>
  readJson(text, isSecrets) ?? refuse('signing secret', 'Rotate the secret.');

export const signingKeyOf = (text: string): SealedSigningKey =>
  readJson(text, isSigningKey) ??
  refuse('signing key', 'To get a new key, set `asymmetric` to false, then to true.');

export const readPlainHeaders = (text: string): Record<string, string> =>
  readJson(text, isHeaders) ?? refuse('headers', 'Set the headers again.');

export function readOr<Value, Otherwise>(read: () => Value, otherwise: Otherwise): Value | Otherwise {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ColumnUnreadable)) throw error;
    return otherwise;
  }
}

export function whyUnreadable(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (!(error instanceof ColumnUnreadable)) throw error;
    return error.message;
  }
}

function readJson<Value>(text: string, isValid: (value: unknown) => value is Value): Value | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isValid(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function refuse(what: string, remedy: string): never {
  throw new ColumnUnreadable(
    `The ${what} of this webhook cannot be read, because the stored value was changed. ${remedy}`,
  );
}

const unsubscribed = (what: string): string =>
  `Set the ${what} again, then start a backfill: until then, new events are stored, but the webhook gets none of them.`;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isFilter = (value: unknown): value is EventFilter => isObject(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const isHeaders = (value: unknown): value is Record<string, string> =>
  isObject(value) && Object.values(value).every(isText);
const isSigningKey = (value: unknown): value is SealedSigningKey =>
  isObject(value) && isText(value.sealed) && isText(value.publicKey);

/** A webhook has at least one secret. */
const isSecrets = (value: unknown): value is SealedSecret[] =>
  Array.isArray(value) && value.length > 0 && value.every(isSecret);
const isSecret = (value: unknown): boolean =>
  isObject(value) &&
  isText(value.sealed) &&
  (value.expiresAt === null || typeof value.expiresAt === 'number');

const isPositive = (value: unknown): boolean => typeof value === 'number' && value > 0;
const settingChecks: Record<keyof DeliverySettings, (value: unknown) => boolean> = {
  concurrency: isPositive,
  ratePerSecond: isPositive,
  timeoutSeconds: isPositive,
  retryDelays: (value) =>
    Array.isArray(value) && value.every((delay) => typeof delay === 'number' && delay >= 0),
  strictOrder: (value) => typeof value === 'boolean',
};

/** A process cannot respect a setting that it does not know, so an unknown name makes the value invalid. */
const isDelivery = (value: unknown): value is DeliverySettings =>
  isObject(value) &&
  Object.entries(value).every(
    ([name, setting]) =>
      Object.hasOwn(settingChecks, name) && settingChecks[name as keyof DeliverySettings](setting),
  );
