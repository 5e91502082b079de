// biome-ignore-all lint/style/noNonNullAssertion: the value was validated before
import { headersProblem } from '@winkwire/contract/header-rules';
import type { WebhookUpdateRequest } from '@winkwire/contract/resources/webhook';

/**
 * An empty optional field becomes null or an empty object, which removes the stored value. `secret` is sent only for a
 * new webhook.
 */
export type WebhookSettings = Omit<WebhookUpdateRequest, 'active'>;

export interface ReadForm {
  settings?: WebhookSettings;
  errors: Record<string, string>;
}

/** The server validates all fields again, and checks the URL more closely. */
export function readWebhookForm(
  data: Pick<FormData, 'get'>,
  { eventTypes, isNew }: { eventTypes: string[]; isNew: boolean },
): ReadForm {
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const errors: Record<string, string> = {};
  const parse = <Value>(name: string, read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (error) {
      errors[name] = (error as Error).message;
      return undefined;
    }
  };

  const name = parse('name', () => required(text('name'), 'Enter a name.'));
  const url = parse('url', () => readUrl(text('url')));
  // If the secret is empty, the server generates one.
  const secret = isNew ? text('secret') : '';
  if (eventTypes.length === 0) errors.eventTypes = 'Choose at least one event type.';
  const concurrency = parse('concurrency', () =>
    readNumber(text('concurrency'), { whole: true, from: 1, to: 512 }),
  );
  const ratePerSecond = parse('ratePerSecond', () =>
    readNumber(text('ratePerSecond'), { from: 0.01, to: 10_000 }),
  );
  const timeoutSeconds = parse('timeoutSeconds', () =>
    readNumber(text('timeoutSeconds'), { from: 1, to: 25 }),
  );
  const notifyEmail = parse('notifyEmail', () => readEmail(text('notifyEmail')));
  const filter = parse('filter', () => readFilter(text('filter')));
  const headers = parse('headers', () => readHeaders(text('headers')));
  if (Object.keys(errors).length > 0) return { errors };

  return {
    errors,
    settings: {
      name: name!,
      url: url!,
      ...(secret === '' ? {} : { secret }),
      eventTypes: eventTypes as NonNullable<WebhookSettings['eventTypes']>,
      includePayload: data.get('includePayload') !== null,
      notifyEmail: notifyEmail ?? null,
      filter: filter ?? null,
      headers: headers ?? {},
      delivery: {
        concurrency: concurrency ?? null,
        ratePerSecond: ratePerSecond ?? null,
        timeoutSeconds: timeoutSeconds ?? null,
        strictOrder: data.get('strictOrder') === null ? null : true,
      },
    },
  };
}

function required(text: string, message: string): string {
  if (!text) throw new Error(message);
  return text;
}

function readUrl(text: string): string {
  const url = URL.parse(required(text, 'Enter the URL to send events to.'));
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error('Enter the full URL, starting with https://.');
  return text;
}

function readEmail(text: string): string | null {
  if (!text) return null;
  if (!/^[^\s@]+@[^\s@]+$/.test(text)) throw new Error('Enter an address such as team@example.com.');
  return text;
}

function readNumber(
  text: string,
  { whole = false, from, to }: { whole?: boolean; from: number; to: number },
) {
  if (!text) return undefined;
  const value = Number(text);
  if (Number.isNaN(value) || value < from || value > to || (whole && !Number.isInteger(value))) {
    throw new Error(`Enter a ${whole ? 'whole number' : 'number'} from ${from} to ${to}.`);
  }
  return value;
}

export function readFilter(text: string): Record<string, unknown> | null {
  if (!text) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('Enter valid JSON.');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Error('Enter a JSON object, in braces.');
  return value as Record<string, unknown>;
}

function readHeaders(text: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of text.split('\n').filter((each) => each.trim())) {
    const [, name, value] = /^\s*([^\s:]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (!name) throw new Error(`“${line.trim()}” does not have the form Name: value.`);
    if (Object.hasOwn(headers, name)) throw new Error(`${name} is listed twice. Remove one.`);
    headers[name] = value!;
  }
  const problem = headersProblem(headers);
  if (problem) throw new Error(`${problem}.`);
  return headers;
}
