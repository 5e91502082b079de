import type { Operation } from '../../api/operation.ts';
import { type KnownThings, listOfField, type Twin } from './known-things.ts';
import type { Random } from './random.ts';
import { type Schema, Values } from './value-of-schema.ts';

/** A request to both servers. In the request to each server, a `Twin` is replaced by the id of the thing there. */
export interface Plan {
  operation: Operation;
  path: (string | Twin)[];
  query: [string, unknown][];
  body: unknown;
  caller: 'sandbox' | 'production' | 'nobody' | Twin;
  /** If undefined, `fetch` chooses the header. */
  contentType: string | undefined;
}

const badIds = [
  '0',
  'null',
  '..',
  '%F0%9F%A4%96',
  '%25',
  'a'.repeat(201),
  'wh-',
  'et-00000000000000000000000000000000',
  '%ff',
  "'",
];

export function planRequest(operation: Operation, random: Random, known: KnownThings): Plan {
  // The probability of an odd value. Usually small, so that most requests pass validation.
  const strangeness = random.pick([0, 0, 0.05, 0.05, 0.4]);
  const values = new Values(random, known, strangeness);
  const parts = operation.path.split('/');
  const path = parts.map((part, index) => {
    if (!part.startsWith(':')) return part;
    const list = listOfField(part.slice(1)) ?? parts[index - 1]!;
    return random.chance(strangeness / 2) ? random.pick(badIds) : (known.any(list, random) ?? 'unknown');
  });
  const { properties = {} } = (operation.query ?? {}) as Schema;
  const names = Object.keys(properties).filter(() => random.chance(0.35));
  const query = names.map((name): [string, unknown] => [name, values.of(properties[name]!, name)]);
  if (random.chance(0.03)) query.push([random.pick(['unknown', 'Size', 'size']), values.odd()]);
  return {
    operation,
    path,
    query,
    body: operation.body ? values.of(operation.body as Schema) : undefined,
    caller: callerOf(operation, random, known),
    contentType: random.chance(0.97)
      ? 'application/json'
      : random.pick([undefined, 'text/plain', 'application/json; charset=latin1']),
  };
}

function callerOf({ access }: Operation, random: Random, known: KnownThings): Plan['caller'] {
  if (random.chance(0.01)) return 'nobody';
  if (access === 'session' || access === 'lateSession') return known.any('sessionTokens', random) ?? 'nobody';
  return random.chance(0.9) ? 'sandbox' : 'production';
}
