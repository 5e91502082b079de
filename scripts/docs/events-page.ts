import { type EventType, eventTypes, ownEventTypes } from '@winkwire/contract/event-types';
import { catalogue, exampleBody } from '@winkwire/contract/events';
import { printType } from '../pack/print-type.ts';

interface Field {
  description?: string;
  pattern?: string;
  anyOf?: Field[];
  type?: string | string[];
}

/** Examples with more lines than this are folded. */
const longest = 30;

const head = `# Events

This page lists every event that the log contains and webhooks deliver. Some of them are also callbacks of the widget.
\`npm run docs\` writes this page from the catalogue in \`packages/contract/src/events\`, and a test fails if it is out of date.

Every body has the same fields. The content of \`data\` depends on the type:

| field | type | meaning |
| --- | --- | --- |
| \`id\` | string | \`et-\` and 32 hex digits, the same in every attempt and for every endpoint; use it to drop repeats |
| \`version\` | 1 | the version of this format |
| \`type\` | string | one of the types below |
| \`createdAt\` | string | \`YYYY-MM-DDTHH:mm:ssZ\` |
| \`data\` | object | contains exactly the listed fields; a field marked *optional* may be absent |
`;

export function eventsPage(): string {
  return [
    head,
    `## Types\n\n${listOf([...eventTypes, ...ownEventTypes])}\n`,
    ...eventTypes.map(section),
    '## Events that Winkwire adds\n\n`ALL_EVENTS` does not include these. List them, or `ENDPOINT_*` and `FIELD_*`, to receive them.\n',
    ...ownEventTypes.map(section),
  ].join('\n');
}

const listOf = (types: readonly EventType[]): string =>
  [
    '| type | sent when |',
    '| --- | --- |',
    ...types.map((type) => `| ${linked(type)} | ${catalogue[type].line} |`),
  ].join('\n');

const linked = (type: string): string => `[\`${type}\`](#${type.toLowerCase()})`;

function section(type: EventType): string {
  const { line, data } = catalogue[type];
  const fields = Object.entries(data.properties as Record<string, Field>).map(([name, field]) => {
    const optional = (data.required ?? []).includes(name as never) ? '' : ', *optional*';
    return `| \`${name}\` | ${shortType(field)}${optional} | ${meaning(field)} |`;
  });
  return [
    `### ${type}\n`,
    `${line}\n`,
    '| `data` | type | meaning |',
    '| --- | --- | --- |',
    ...fields,
    '',
    example(type),
  ].join('\n');
}

/** The type in one line, without nested fields, which the example and the API reference show. */
function shortType(field: Field): string {
  return printType(field)
    .replace(/\{.*\}/s, 'object')
    .replace(/^Array<(.*)>/, 'list of $1')
    .replaceAll('"', '`')
    .replaceAll('|', '\\|');
}

function meaning({ description, anyOf = [], pattern = '' }: Field): string {
  const prefix = /^\^(\w+-)\[0-9a-f\]\{32\}\$$/.exec(pattern)?.[1];
  if (prefix && !description) return `\`${prefix}\` and 32 hex digits`;
  return description ?? anyOf.find((one) => one.description)?.description ?? '';
}

function example(type: EventType): string {
  const json = JSON.stringify(exampleBody(type), null, 2);
  const block = `\`\`\`json\n${json}\n\`\`\`\n`;
  if (json.split('\n').length <= longest) return block;
  return `<details>\n<summary>Example</summary>\n\n${block}\n</details>\n`;
}
