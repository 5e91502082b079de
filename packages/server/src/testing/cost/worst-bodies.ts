import { exampleBody } from '@winkwire/contract/events';
import { mostEventsOfBatch } from '@winkwire/contract/publish-limits';
import type { TSchema } from 'typebox';
import { type Place, placesOf, validValue } from './schema-places.ts';

export interface Body {
  name: string;
  bytes: Buffer;
  contentType: string;
  /** The number of events, if the body is a batch. */
  events?: number;
}

/** A text that is expensive to parse: `unit`, repeated between `open` and `close`. `n` makes the repetitions differ. */
interface Filling {
  name: string;
  open: string;
  unit: string | ((n: number) => string);
  close: string;
}

const list = (name: string, unit: Filling['unit']): Filling => ({ name, open: '[', unit, close: '0]' });
const record = (name: string, unit: Filling['unit']): Filling => ({
  name,
  open: '{',
  unit,
  close: '"last":0}',
});
const text = (name: string, unit: string): Filling => ({ name, open: '"', unit, close: '"' });

const lists = [
  list('zeros', '0,'),
  list('empty objects', '{},'),
  list('empty lists', '[],'),
  list('empty texts', '"",'),
  list('one-letter keys', '{"a":0},'),
];
const records = [
  record('many names', (n) => `"${n.toString(36)}":0,`),
  record('one name again and again', '"a":0,'),
  record('names of prototypes', '"__proto__":{},'),
  record('escaped names of prototypes', '"\\u005f_proto__":{},'),
];
const texts = [
  text('letters', 'a'),
  text('pairs', '😀'),
  text('escapes', '\\u0041'),
  text('quotes', '\\"'),
  text('backslashes', '\\\\'),
  text('line breaks', '\\r\\n'),
  text('NULs', '\\u0000'),
];
const numbers: Filling[] = [
  { name: 'digits', open: '1', unit: '7', close: '' },
  { name: 'fraction', open: '0.', unit: '7', close: 'e-9' },
];
const nestings = [
  { name: 'nested lists', open: '[', close: ']' },
  { name: 'nested objects', open: '{"a":', close: '}' },
];

export function* blindBodies(size: number, { few }: { few: boolean }): Generator<Body> {
  const fillings = few ? [lists[0]!, records[0]!, texts[2]!] : [...lists, ...records, ...texts, ...numbers];
  for (const filling of fillings) yield body(filling.name, fill(filling, size));
  if (few) return;
  for (const { name, open, close } of nestings) {
    const count = Math.floor(size / (open.length + close.length)) - 1;
    yield body(name, `${open.repeat(count)}0${close.repeat(count)}`);
  }
  yield body('opened, never closed', '['.repeat(size));
  yield body('white space', `${' '.repeat(size - 1)}0`);
  yield body('text without an end', `{"a":"${'a'.repeat(size - 6)}`);
  yield { ...body('no UTF-8', ''), bytes: Buffer.alloc(size, 0xff) };
}

/** Makes bodies of at most `size` bytes. They are valid, except that one place is filled with as much as fits. */
export function* aimedBodies(schema: TSchema, size: number, { few }: { few: boolean }): Generator<Body> {
  for (const place of placesOf(schema)) {
    for (const filling of fillingsOf(place, few)) {
      const whole = JSON.stringify(place.whole('@here@'));
      const rest = Buffer.byteLength(whole) - '"@here@"'.length;
      const bytes = whole.replace('"@here@"', () => fill(filling, size - rest));
      yield body(`${place.name}: ${filling.name}`, bytes);
    }
  }
}

function fillingsOf({ schema, kind }: Place, few: boolean): Filling[] {
  const [first, ...others] = of();
  return few ? [first!] : [first!, ...others];
  function of(): Filling[] {
    switch (kind) {
      case 'list':
        return [list('valid items', `${JSON.stringify(validValue(schema.items ?? {}))},`), ...lists];
      case 'record':
        return records;
      case 'text':
        return texts;
      case 'number':
        return numbers;
    }
  }
}

const body = (name: string, json: string): Body => ({
  name,
  bytes: Buffer.from(json),
  contentType: 'application/json',
});

function fill({ open, unit, close }: Filling, size: number): string {
  const room = Math.max(0, size - open.length - close.length);
  if (typeof unit === 'string') {
    return open + unit.repeat(Math.floor(room / Buffer.byteLength(unit))) + close;
  }
  const parts: string[] = [];
  for (let n = 0, used = 0; ; n++) {
    const part = unit(n);
    used += part.length;
    if (used > room) return open + parts.join('') + close;
    parts.push(part);
  }
}

/** Batches of at most `size` bytes, with as many events as are permitted. */
export function* worstBatches(size: number): Generator<Body> {
  const batch = (name: string, eventOf: (room: number) => string): Body => {
    const event = eventOf(Math.floor(size / mostEventsOfBatch));
    const events = Math.min(mostEventsOfBatch, Math.floor(size / (event.length + 1)));
    const bytes = Buffer.from(Array(events).fill(event).join('\n'));
    return { name: `batch: ${name}`, bytes, contentType: 'application/x-ndjson', events };
  };
  const around = (open: string, unit: string, close: string) => (most: number) =>
    fill({ name: '', open, unit, close }, most - 1);
  const record = '{"type":"RECORD_CREATED","data":{"recordType":null,"recordId":"';
  const task = `{"type":"TASK_FINISHED","data":${JSON.stringify(exampleBody('TASK_FINISHED').data)}`;
  yield* [
    batch('short events', () => `${record}a"}}`),
    batch('long texts', around(record, 'a', '"}}')),
    batch('escapes', around(record, '\\u00e9', '"}}')),
    batch('payloads', () => `${task}}`),
    batch('unknown fields', around(`{"type":"RECORD_CREATED","data":{`, '"a":0,', '"a":0}}')),
    batch('zeros', around('[', '0,', '0]')),
    batch('lines that are not JSON', around('{', '"', '')),
  ];
}

const boundary = 'a-boundary';
const part = (headers: string, content: string): string =>
  `--${boundary}\r\ncontent-disposition: form-data; ${headers}\r\n\r\n${content}\r\n`;

export function* worstForms(size: number): Generator<Body> {
  const form = (
    name: string,
    ...[open, unit, close = '']: [open: string, unit: string, close?: string]
  ): Body => ({
    name: `form: ${name}`,
    bytes: Buffer.from(fill({ name, open, unit, close: `${close}--${boundary}--\r\n` }, size)),
    contentType: `multipart/form-data; boundary=${boundary}`,
  });
  const file = 'name="file"; filename="a.pdf"';
  yield* [
    form('many fields', '', part('name="a"', 'a')),
    form('many empty files', '', part(file, '')),
    form(
      'one long field',
      `--${boundary}\r\ncontent-disposition: form-data; name="fileType"\r\n\r\n`,
      'a',
      '\r\n',
    ),
    form('a long name', `--${boundary}\r\ncontent-disposition: form-data; name="`, 'a', '"\r\n\r\na\r\n'),
    form('many headers', `--${boundary}\r\n`, 'x-a: b\r\n', '\r\n\r\na\r\n'),
    form('one large file', `--${boundary}\r\ncontent-disposition: form-data; ${file}\r\n\r\n`, 'a', '\r\n'),
    form(
      'almost boundaries',
      `--${boundary}\r\ncontent-disposition: form-data; ${file}\r\n\r\n`,
      '\r\n--a-bound',
      '\r\n',
    ),
    form('nothing but a beginning', '', 'a'),
  ];
}
