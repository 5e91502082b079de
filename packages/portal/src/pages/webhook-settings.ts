import { headersProblem } from '@winkwire/contract/header-rules';
import type { WebhookUpdateRequest } from '@winkwire/contract/resources/webhook';

/** What the form sends: what it shows, emptied as null; `secret` only for a new webhook, where one was chosen. */
export type WebhookForm = Omit<WebhookUpdateRequest, 'active'>;

export interface ReadForm {
  /** Absent when there are problems. */
  form?: WebhookForm;
  /** By the control's name, in words that say what to do. */
  problems: Record<string, string>;
}

/** Reads the form's controls. The server checks all of it again, and the address more closely. */
export function readWebhookForm(
  data: Pick<FormData, 'get'>,
  { eventTypes, isNew }: { eventTypes: string[]; isNew: boolean },
): ReadForm {
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const problems: Record<string, string> = {};
  const attempt = <Value>(name: string, read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (problem) {
      problems[name] = (problem as Error).message;
      return undefined;
    }
  };

  const name = attempt('name', () => required(text('name'), 'Give it a name.'));
  const url = attempt('url', () => readAddress(text('url')));
  // Left blank, the server generates one.
  const secret = isNew ? text('secret') : '';
  if (eventTypes.length === 0) problems.eventTypes = 'Choose at least one type.';
  const concurrency = attempt('concurrency', () =>
    readNumber(text('concurrency'), { whole: true, from: 1, to: 512 }),
  );
  const ratePerSecond = attempt('ratePerSecond', () =>
    readNumber(text('ratePerSecond'), { from: 0.01, to: 10_000 }),
  );
  const timeoutSeconds = attempt('timeoutSeconds', () =>
    readNumber(text('timeoutSeconds'), { from: 1, to: 25 }),
  );
  const notifyEmail = attempt('notifyEmail', () => readEmail(text('notifyEmail')));
  const filter = attempt('filter', () => readFilter(text('filter')));
  const headers = attempt('headers', () => readHeaders(text('headers')));
  if (Object.keys(problems).length > 0) return { problems };

  return {
    problems,
    form: {
      name: name!,
      url: url!,
      ...(secret === '' ? {} : { secret }),
      eventTypes: eventTypes as NonNullable<WebhookForm['eventTypes']>,
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

function required(text: string, problem: string): string {
  if (!text) throw new Error(problem);
  return text;
}

function readAddress(text: string): string {
  const url = URL.parse(required(text, 'Say where to send events.'));
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Error('Write the whole address, beginning with https://.');
  return text;
}

function readEmail(text: string): string | null {
  if (!text) return null;
  if (!/^[^\s@]+@[^\s@]+$/.test(text)) throw new Error('Write an address such as team@example.com.');
  return text;
}

function readNumber(
  text: string,
  { whole = false, from, to }: { whole?: boolean; from: number; to: number },
) {
  if (!text) return undefined;
  const value = Number(text);
  if (Number.isNaN(value) || value < from || value > to || (whole && !Number.isInteger(value))) {
    throw new Error(`Between ${from} and ${to}${whole ? ', without a fraction' : ''}.`);
  }
  return value;
}

function readFilter(text: string): Record<string, unknown> | null {
  if (!text) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('This is not JSON.');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Error('It has to be an object.');
  return value as Record<string, unknown>;
}

function readHeaders(text: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of text.split('\n').filter((each) => each.trim())) {
    const [, name, value] = /^\s*([^\s:]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (!name) throw new Error(`“${line.trim()}” is not of the form Name: value.`);
    if (Object.hasOwn(headers, name)) throw new Error(`${name} is there twice.`);
    headers[name] = value!;
  }
  const problem = headersProblem(headers);
  if (problem) throw new Error(`${problem}.`);
  return headers;
}
