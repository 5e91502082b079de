import { readFileSync } from 'node:fs';
import Type from 'typebox';
import { fileTypes } from '../domain/file-types.ts';
import { Failure } from '../platform/failure.ts';
import { FileResponse } from '../platform/file-response.ts';
import type { Services } from '../platform/services.ts';
import { sandboxDocuments } from '../sandbox/documents/catalogue.ts';
import { operation } from './operation.ts';

const assets = new URL('../../assets/', import.meta.url);
const params = Type.Object({ name: Type.String({ maxLength: 100 }) });
const contentTypes: Record<string, string> = {
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  png: 'image/png',
};

const SandboxDocument = Type.Object({
  name: Type.String(),
  label: Type.String({ description: 'Human-readable.' }),
  fileType: Type.String({ description: 'The `fileType` for the upload.' }),
  user: Type.Union([Type.String(), Type.Null()], { description: 'The sandbox user who owns the document.' }),
  url: Type.String(),
});

/** Serves only the files that `fileTypes` and `sandboxDocuments` name, so no path can lead out of the folder. */
export const assetOperations = [
  operation({
    method: 'GET',
    path: '/assets/file-types/:name',
    id: 'getFileTypeLogo',
    summary: 'The logo of a type of document',
    access: 'public',
    internal: true,
    params,
    data: Type.Null(),
    run: ({ params: { name } }) => {
      if (!fileTypes.some(({ logo }) => logo === name)) throw new Failure('MISSING_RESOURCE');
      return asset(`file-types/${name}`, { 'cache-control': 'public, max-age=86400' });
    },
  }),
  operation({
    method: 'GET',
    path: '/sandbox/documents',
    id: 'listSandboxDocuments',
    summary: 'Documents to try an upload with',
    access: 'public',
    internal: true,
    data: Type.Object({ items: Type.Array(SandboxDocument) }),
    run: async (_input, { publicUrl }: Services) => ({
      items: sandboxDocuments.map((document) => ({
        ...document,
        url: `${publicUrl}/sandbox/documents/${document.name}`,
      })),
    }),
  }),
  operation({
    method: 'GET',
    path: '/sandbox/documents/:name',
    id: 'getSandboxDocument',
    summary: 'A document to try an upload with',
    access: 'public',
    internal: true,
    params,
    data: Type.Null(),
    run: ({ params: { name } }) => {
      if (!sandboxDocuments.some((document) => document.name === name)) throw new Failure('MISSING_RESOURCE');
      return asset(`documents/${name}`, { 'content-disposition': `attachment; filename="${name}"` });
    },
  }),
];

/** There are few files, so each stays in memory. */
const known = new Map<string, Buffer>();

function bytesOf(path: string): Buffer {
  const bytes = known.get(path) ?? readFileSync(new URL(path, assets));
  known.set(path, bytes);
  return bytes;
}

async function asset(path: string, headers: Record<string, string>): Promise<FileResponse> {
  const ending = path.split('.').at(-1) as string;
  // Customers show these files on their own pages, so other sites may load them.
  const guards = {
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  };
  return new FileResponse(contentTypes[ending] as string, bytesOf(path), { ...guards, ...headers });
}
