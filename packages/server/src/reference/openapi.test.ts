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

test('every reference resolves', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name!);
});

test('a path that another one replaced is marked as deprecated', () => {
  expect(document.paths['/v1/webhooks/{id}/replay'].post).toMatchObject({ deprecated: true });
  expect(document.paths['/v1/webhooks/{id}/backfill'].post).not.toHaveProperty('deprecated');
});

test('internal operations are not in the document', () => {
  expect(Object.keys(document.paths).filter((path) => /^\/(widget|portal|sandbox)/.test(path))).toEqual([]);
});
