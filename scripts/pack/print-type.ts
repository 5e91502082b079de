/** The part of JSON Schema that events and the API use. */
interface Schema {
  /** A component of the OpenAPI document, named after a resource. */
  $ref?: string;
  type?: string | string[];
  description?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  /** The schema of all properties that `properties` does not list. False if there can be none. */
  additionalProperties?: Schema | false;
}

const words: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
};

/** Ignores keywords that TypeScript cannot express, such as `pattern`. Throws if the schema has an unknown type. */
export function printType(schema: object, indent = ''): string {
  const { type = 'unknown', anyOf, items, properties, additionalProperties, ...rest } = schema as Schema;
  if (rest.$ref) return `resources.${rest.$ref.split('/').at(-1)}`;
  if (rest.const !== undefined) return JSON.stringify(rest.const);
  if (rest.enum) return rest.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (anyOf) return anyOf.map((one) => printType(one, indent)).join(' | ');
  if (Array.isArray(type)) return type.map((one) => printType({ ...schema, type: one }, indent)).join(' | ');
  if (type === 'array' && items) return `Array<${printType(items, indent)}>`;
  if (type === 'object' && properties) return printObject(properties, rest.required ?? [], indent);
  if (type === 'object' && additionalProperties)
    return `Record<string, ${printType(additionalProperties, indent)}>`;
  if (Object.keys(schema).length === 0) return 'unknown';
  const word = words[type];
  if (!word) throw new Error(`No TypeScript type is known for ${JSON.stringify(schema)}`);
  return word;
}

function printObject(properties: Record<string, Schema>, required: string[], indent: string): string {
  const deeper = `${indent}  `;
  const lines = Object.entries(properties).map(([name, schema]) => {
    const comment = schema.description ? `${deeper}/** ${schema.description} */\n` : '';
    const mark = required.includes(name) ? '' : '?';
    return `${comment}${deeper}${name}${mark}: ${printType(schema, deeper)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}
