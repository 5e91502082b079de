import { Archive, ArchiveClassifyRequest, ArchiveCreateRequest } from '@winkwire/contract/resources/archive';
import { ArchiveField } from '@winkwire/contract/resources/archive-field';
import { page } from '@winkwire/contract/schema/envelope';
import Type from 'typebox';
import { createArchive } from '../actions/create-archive.ts';
import { getArchive } from '../actions/get-archive.ts';
import { listArchives } from '../actions/list-archives.ts';
import { revokeArchive } from '../actions/revoke-archive.ts';
import { archiveFields, archiveResource } from '../domain/archive-resource.ts';
import { archiveListing } from '../domain/archives.ts';
import { idParams, nothing } from './fields.ts';
import { givenFiles } from './given-files.ts';
import { operation } from './operation.ts';

const tag = 'Archives';

/**
 * The maximum body of an upload, in bytes. It has room for three of the largest files: base64 needs four bytes for
 * three.
 */
export const archiveBodyLimit = 64 * 1024 * 1024;

export const archiveOperations = [
  operation({
    method: 'POST',
    path: '/v1/archives',
    id: 'createArchive',
    summary: 'Upload files for analysis',
    description:
      'Accepts PDF, PNG, JPG and TIFF, each at most 15 MB, and 64 MB for the whole request. Without `fileType` the files are classified first. The response does not wait for the analysis: `ARCHIVE_ANALYZED` or `ARCHIVE_FAILED` reports its end.',
    tag,
    access: 'key',
    body: ArchiveCreateRequest,
    bodyLimit: archiveBodyLimit,
    carriesFiles: true,
    data: Archive,
    run: async ({ caller, body, raw }, services) => {
      const created = await createArchive(services, caller, {
        userId: body.userId ?? null,
        fileType: body.fileType ?? null,
        files: givenFiles(body.rawFiles, raw.extractedFiles),
        provider: 'tenant-provided',
      });
      return archiveResource(services, created);
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/archives/classify',
    id: 'classifyArchive',
    summary: 'Upload files for classification',
    description: 'Like creating an archive, but only the type of the document is determined.',
    tag,
    access: 'key',
    body: ArchiveClassifyRequest,
    bodyLimit: archiveBodyLimit,
    carriesFiles: true,
    data: Archive,
    run: async ({ caller, body, raw }, services) => {
      const created = await createArchive(services, caller, {
        userId: body.userId ?? null,
        fileType: null,
        files: givenFiles(body.rawFiles, raw.extractedFiles),
        provider: 'tenant-provided',
        classifyOnly: true,
      });
      return archiveResource(services, created);
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/archives',
    id: 'listArchives',
    summary: 'List archives',
    tag,
    access: 'key',
    query: archiveListing.query,
    data: page(Archive),
    run: async ({ caller, query }, services) => {
      const { items, nextCursor } = await listArchives(services, caller, query);
      return { nextCursor, items: items.map((item) => archiveResource(services, item)) };
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/archives/:id',
    id: 'getArchive',
    summary: 'Get an archive',
    tag,
    access: 'key',
    params: idParams,
    data: Archive,
    run: async ({ caller, params }, services) =>
      archiveResource(services, await getArchive(services, caller, params.id)),
  }),
  operation({
    method: 'GET',
    path: '/v1/archives/:id/fields',
    id: 'listArchiveFields',
    summary: 'List where the values of an archive stand',
    description:
      'Returns each value that was read from the files of an analysed archive, with its place on the page and how surely it was read. Values in the sentences of a letter have no place, and are left out.',
    tag,
    access: 'key',
    params: idParams,
    data: Type.Object({ fields: Type.Array(ArchiveField) }),
    run: async ({ caller, params }, services) => ({
      fields: archiveFields(await getArchive(services, caller, params.id)),
    }),
  }),
  operation({
    method: 'DELETE',
    path: '/v1/archives/:id',
    id: 'revokeArchive',
    summary: 'Revoke an archive',
    description: 'Deletes its files and all data read from them. Revoking an archive again changes nothing.',
    tag,
    access: 'key',
    params: idParams,
    data: nothing,
    run: async ({ caller, params }, services) => {
      await revokeArchive(services, caller, params);
      return null;
    },
  }),
];
