import { readFileSync } from 'node:fs';
import { type KnownThings, listOfField } from './known-things.ts';
import type { Random } from './random.ts';

export interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  patternProperties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  examples?: unknown[];
}

/** Values that databases and programming languages are known to treat differently. */
const odd: readonly unknown[] = [
  ...[
    '',
    ' ',
    'a',
    'Z',
    'é',
    'e\u0301',
    '日本',
    '😀',
    'ﬀ',
    '\u202e',
    '\u2028',
    '\uffff',
    '\ud800',
    '\u0000',
    'ß',
    'İ',
  ],
  ...[
    "'",
    '"',
    '\\',
    '%',
    '_',
    '$1',
    '--',
    ';',
    '{}',
    '[]',
    'null',
    'NaN',
    '-0',
    '1e400',
    '0x10',
    '+1',
    '١٢',
  ],
  ...[
    '2026-02-30',
    '2016-12-31T23:59:60Z',
    '0000-01-01',
    '9999-12-31',
    '2026-11-28',
    '2026-11-28t10:00:00.5+05:30',
  ],
  ...[
    0,
    -0,
    -1,
    1,
    0.5,
    150,
    151,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 53 - 1,
    2 ** 53,
    2 ** 63,
    1e21,
    1e308,
    -(2 ** 53),
  ],
  ...[null, true, false, [], {}, [null], { a: 1 }, 'x'.repeat(64), 'x'.repeat(201), 'é'.repeat(500)],
];

/** Numbers at the limits of types. Some are texts, because query parameters are texts. */
const oddNumbers: readonly unknown[] = [
  ...[2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 2 ** 63, 1e21, 1e308, -1, -0, 0.5, -(2 ** 31) - 1],
  ...['9223372036854775807', '9223372036854775808', '1e400', '1e21', '-1', '00', '0x10', '1.0', ' 1'],
];
const oddTimes: readonly unknown[] = [
  ...['2016-12-31T23:59:60Z', '2016-12-31T24:00:00Z', '2026-02-30T00:00:00Z', '0000-01-01T00:00:00Z'],
  ...[
    '9999-12-31T23:59:59Z',
    '-271821-04-20',
    '2026-11-28T10:00:00',
    '2026-13-01',
    '1969-12-31',
    '10000-01-01',
  ],
];

const document = readFileSync(new URL('../../../assets/documents/unreadable.pdf', import.meta.url), 'base64');

/** Plausible values of fields for which a schema says too little. */
const usual: Record<string, readonly unknown[]> = {
  loginOptionId: ['username', 'email', 'phone'],
  username: ['George', 'Ryan', 'Christina'],
  password: ['123456', '654321', 'YGUS1'],
  answer: ['1234', '4321'],
  fileContent: [document],
  fileExtensionType: ['PDF'],
  fileSubtype: ['COMPANY_ID_FRONT', 'PAYSLIP'],
  fileType: ['COMPANY_ID', 'PAYSLIP', null],
  hostOrigin: ['https://lender.example'],
  // A database that sorts by a language, and not by bytes, would return these origins in another order.
  origins: [
    'https://lender.example',
    'https://a.example:8443',
    'https://a.example.com',
    'https://a-b.example',
    'null',
  ],
};

/** Generates values for schemas: valid, at a limit, or invalid. */
export class Values {
  readonly #random: Random;
  readonly #known: KnownThings;
  readonly #strangeness: number;

  /** From 0 to 1. The higher it is, the more values are unusual. */
  constructor(random: Random, known: KnownThings, strangeness: number) {
    this.#strangeness = strangeness;
    this.#random = random;
    this.#known = known;
  }

  odd(): unknown {
    return this.#random.pick(odd);
  }

  of(schema: Schema, field = ''): unknown {
    const random = this.#random;
    if (random.chance(this.#strangeness)) return this.#strange(schema);
    // A token is never used as the content of a file, because it may be valid base64 on only one of the servers.
    if (field !== 'fileContent' && random.chance(this.#strangeness / 4))
      return this.#known.anyOfAnyList(random) ?? this.odd();
    if (usual[field] && schema.type !== 'array' && random.chance(0.8)) return random.pick(usual[field]);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return random.pick(schema.enum);
    if (schema.anyOf) return this.of(random.pick(schema.anyOf), field);
    const [type = 'object'] = [schema.type ?? 'object']
      .flat()
      .filter((one) => one !== 'null' || random.chance(0.2));
    switch (type) {
      case 'string':
        return this.#text(schema, field);
      case 'integer':
      case 'number':
        return this.#number(schema);
      case 'boolean':
        return random.chance(0.5);
      case 'array':
        return Array.from({ length: random.below(4) }, () => this.of(schema.items ?? {}, field));
      case 'null':
        return null;
      default:
        return this.#object(schema);
    }
  }

  #strange({ type, format, anyOf }: Schema): unknown {
    const random = this.#random;
    if (random.chance(0.3)) return this.odd();
    if (anyOf) return this.#strange(random.pick(anyOf));
    if (format?.includes('time') || format === 'date') return random.pick(oddTimes);
    const isNumber = [type].flat().some((one) => one === 'integer' || one === 'number');
    return isNumber ? random.pick(oddNumbers) : this.odd();
  }

  #text({ format, minLength = 0, maxLength = 100, examples }: Schema, field: string): unknown {
    const random = this.#random;
    const list = listOfField(field);
    if (list && random.chance(0.9)) return this.#known.any(list, random) ?? 'unknown';
    if (examples && random.chance(0.5)) return random.pick(examples);
    if (format === 'date') return random.pick(['2026-11-27', '2026-11-28', '2026-11-29', '2026-02-30']);
    if (format === 'date-time')
      return random.pick(['2026-11-27T00:00:00Z', '2026-11-28T12:00:00.5+01:00', '2026-11-28']);
    if (format === 'email') return random.pick(['george@example.com', 'é@example.com', 'no']);
    if (/url$/i.test(field))
      return random.pick(['http://127.0.0.1:9/a', 'https://example.com/é', 'https://[::1]/', 'x']);
    if (random.chance(0.1))
      return 'a'.repeat(random.pick([minLength, maxLength, Math.min(maxLength + 1, 2000)]));
    const text = random.pick([
      'Loan desk',
      'José',
      'SELECT',
      '日本 😀',
      'o\u2028o',
      "O'Brien",
      '100%_',
      'PAYSLIP',
    ]);
    return text;
  }

  #number({ minimum = 0, maximum = 100 }: Schema): number {
    const random = this.#random;
    const bounds = [
      minimum,
      maximum,
      minimum + 1,
      ...(this.#strangeness > 0 ? [minimum - 1, maximum + 1] : []),
    ];
    return random.chance(0.4)
      ? random.pick(bounds)
      : minimum + random.below(Math.min(maximum - minimum + 1, 50));
  }

  #object({
    properties = {},
    required = [],
    examples,
    additionalProperties,
    patternProperties,
  }: Schema): object {
    const random = this.#random;
    const [example] = examples ?? [];
    const value: Record<string, unknown> =
      typeof example === 'object' && example !== null && random.chance(0.6) ? { ...example } : {};
    for (const [name, schema] of Object.entries(properties)) {
      const isWanted = required.includes(name) ? random.chance(0.97) : random.chance(0.3);
      if (isWanted && (!(name in value) || random.chance(0.2) || listOfField(name) || name === 'rawFiles'))
        value[name] = this.of(schema, name);
    }
    const open =
      typeof additionalProperties === 'object'
        ? additionalProperties
        : Object.values(patternProperties ?? {})[0];
    if (open)
      for (let count = random.below(3); count > 0; count--)
        value[random.pick(['a', 'x-b', 'C', 'é', ''])] = this.of(open);
    if (random.chance(this.#strangeness / 4))
      value[random.pick(['unknown', '', 'é', 'constructor'])] = this.odd();
    return value;
  }
}
