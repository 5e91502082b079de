import { Archive, ArchiveClassifyRequest, ArchiveCreateRequest } from '@winkwire/contract/resources/archive';
import { page } from '@winkwire/contract/schema/envelope';
import { createArchive } from '../actions/create-archive.ts';
import { getArchive } from '../actions/get-archive.ts';
import { listArchives } from '../actions/list-archives.ts';
import { revokeArchive } from '../actions/revoke-archive.ts';
import { archiveResource } from '../domain/archive-resource.ts';
import { archiveListing } from '../domain/archives.ts';
import { idParams, nothing } from './fields.ts';
import { givenFiles } from './given-files.ts';
import { operation } from './operation.ts';

const tag = 'Archives';

/** Base64 takes four bytes for three: room for three of the largest files at once. */
export const archiveBodyLimit = 64 * 1024 * 1024;

export const archiveOperations = [
  operation({
    method: 'POST',
    path: '/v1/archives',
    id: 'createArchive',
    summary: 'Upload files and have them analysed',
    description:
      'PDF, PNG, JPG and TIFF, 15 MB at most each; 64 MB for the whole request. Without `fileType` the files are classified first. The answer does not wait for the analysis: listen to `ARCHIVE_ANALYZED` and `ARCHIVE_FAILED`.',
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
    summary: 'Upload files and find out what they are',
    description: 'As creating an archive, but nothing beyond the type of the document is read.',
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
    method: 'DELETE',
    path: '/v1/archives/:id',
    id: 'revokeArchive',
    summary: 'Revoke an archive',
    description: 'Deletes its files and all that was read from them. Again is no error.',
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
