// biome-ignore-all lint/style/noNonNullAssertion: every operation has one of the two responses
import { routes } from '@winkwire/server/api/routes';
import { openApiDocument } from '@winkwire/server/reference/openapi';
import { printType } from '../pack/print-type.ts';

interface Described {
  summary: string;
  parameters: {
    name: string;
    in: 'path' | 'query';
    required: boolean;
    description?: string;
    schema: object;
  }[];
  requestBody?: { required: boolean; content: { 'application/json': { schema: object } } };
  responses: Record<
    string,
    { content: { 'application/json': { schema: { properties: { data: object } } } } }
  >;
}

/** The source of the contract's `api-operations.ts`. */
export function apiOperations(): string {
  const { paths } = JSON.parse(JSON.stringify(openApiDocument(routes, ''))) as {
    paths: Record<string, Record<string, Described>>;
  };
  const operations = Object.entries(paths)
    // Operations outside `/v1/` return files.
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => {
        const name = `${method.toUpperCase()} ${path.slice('/v1'.length)}`;
        return `  /** ${operation.summary}. */\n  '${name}': ${printOperation(operation)};\n`;
      }),
    )
    .join('');
  return `// Written by \`npm run docs\` from the operations of the server. Do not edit.
import type * as resources from './resources/index.ts';

/** The input and the data of every operation of the REST API, keyed by method and path. */
export interface ApiOperations {
${operations}}
`;
}

function printOperation({ parameters, requestBody, responses }: Described): string {
  const inputs = [
    ['path', objectOf(parameters.filter((parameter) => parameter.in === 'path'))],
    ['query', objectOf(parameters.filter((parameter) => parameter.in === 'query'))],
    ['body', requestBody?.content['application/json'].schema],
  ] as const;
  const properties = inputs.filter(([, schema]) => schema !== undefined);
  const required = properties
    .filter(([name, schema]) => (name === 'body' ? requestBody?.required : requiredOf(schema).length > 0))
    .map(([name]) => name);
  const { data } = (responses['200'] ?? responses['201'])!.content['application/json'].schema.properties;
  return printType(
    {
      type: 'object',
      required: ['input', 'data'],
      properties: {
        input: { type: 'object', required, properties: Object.fromEntries(properties) },
        data,
      },
    },
    '  ',
  );
}

const requiredOf = (schema: object | undefined): string[] =>
  (schema as { required?: string[] } | undefined)?.required ?? [];

function objectOf(parameters: Described['parameters']): object | undefined {
  if (parameters.length === 0) return undefined;
  return {
    type: 'object',
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(
      parameters.map(({ name, schema, description }) => [name, { ...schema, description }]),
    ),
  };
}
