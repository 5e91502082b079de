import { eventTypes } from '@winkwire/contract/event-types';
import { expect, test } from 'vitest';
import { routes } from '../api/routes.ts';
import { openApiDocument } from './openapi.ts';

const document = JSON.parse(JSON.stringify(openApiDocument(routes, 'https://links.example.com')));

test('the document contains every published operation and every event', () => {
  const published = routes.filter(({ internal, access }) => !internal && access === 'key');
  for (const { method, path, id } of published) {
    const described = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    expect(described?.operationId).toBe(id);
  }
  expect(Object.keys(document.webhooks)).toEqual(expect.arrayContaining([...eventTypes]));
});

test('every operation has a unique id', () => {
  const ids = routes.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('the response of a download is a file, and its errors are JSON', () => {
  const { responses } = document.paths['/files/{id}/{name}'].get;
  const types = ['application/pdf', 'image/png', 'image/jpeg', 'image/tiff'];
  expect(Object.keys(responses[200].content)).toEqual(types);
  expect(responses[200].content['image/png'].schema).toEqual({ type: 'string', format: 'binary' });
  expect(Object.keys(responses.default.content)).toEqual(['application/json']);
});

test('every reference resolves', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name!);
});

test('every event is a component, so that generated code has a name for its type', () => {
  for (const type of eventTypes) {
    const { schema } = document.webhooks[type].post.requestBody.content['application/json'];
    const name = schema.$ref.split('/').at(-1);
    expect(name).toMatch(/^([A-Z][a-z]+)+Event$/);
    expect(document.components.schemas[name].properties.type.const).toBe(type);
  }
});

test('no optional property has a default: code generators would make it required', () => {
  const bodies = Object.values<object>(document.paths).flatMap(Object.values);
  expect(presetOptionals([document.components, bodies.map(({ requestBody }) => requestBody)])).toEqual([]);
});

function presetOptionals(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, required = [] } = schema as { properties?: object; required?: string[] };
  const own = Object.entries(properties)
    .filter(([name, property]) => !required.includes(name) && 'default' in property)
    .map(([name]) => name);
  return [...own, ...Object.values(schema).flatMap(presetOptionals)];
}

test('a path that another one replaced is marked as deprecated', () => {
  expect(document.paths['/v1/webhooks/{id}/replay'].post).toMatchObject({ deprecated: true });
  expect(document.paths['/v1/webhooks/{id}/backfill'].post).not.toHaveProperty('deprecated');
});

test('internal operations are not in the document', () => {
  expect(Object.keys(document.paths).filter((path) => /^\/(widget|portal|sandbox)/.test(path))).toEqual([]);
});
