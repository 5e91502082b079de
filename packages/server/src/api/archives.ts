import { Archive, ArchiveClassifyRequest, ArchiveCreateRequest } from '@winkwire/contract/resources/archive';
import { ArchiveField, FieldCorrectionRequest } from '@winkwire/contract/resources/archive-field';
import { ArchiveReading } from '@winkwire/contract/resources/archive-reading';
import { page } from '@winkwire/contract/schema/envelope';
import { text } from '@winkwire/contract/schema/fields';
import { maximumUploadRequestBytes } from '@winkwire/contract/widget-api';
import Type from 'typebox';
import { correctField } from '../actions/correct-field.ts';
import { createArchive } from '../actions/create-archive.ts';
import { getArchive } from '../actions/get-archive.ts';
import { listArchives } from '../actions/list-archives.ts';
import { revokeArchive } from '../actions/revoke-archive.ts';
import { archiveFields } from '../domain/archive-fields.ts';
import { archiveReading } from '../domain/archive-reading.ts';
import { archiveResource } from '../domain/archive-resource.ts';
import { archiveListing } from '../domain/archives.ts';
import { idParams, nothing, resourceId } from './fields.ts';
import { requesterOf } from './gate.ts';
import { givenFiles } from './given-files.ts';
import { operation } from './operation.ts';

const tag = 'Archives';

/** The maximum size of an upload's body, in bytes. It has room for three of the largest files in base64. */
export const archiveBodyLimit = maximumUploadRequestBytes;

export const archiveOperations = [
  operation({
    method: 'POST',
    path: '/v1/archives',
    id: 'createArchive',
    summary: 'Upload files for analysis',
    description:
      'Accepts PDF, PNG, JPG, TIFF and HEIC. Each file may be at most 15 MB, and the whole request at most 64 MB. A HEIC is kept as JPG. Without `fileType` the files are classified first. The response does not wait for the analysis: `ARCHIVE_ANALYZED` or `ARCHIVE_FAILED` reports its end. Files of a type that is not analysed are only stored, and neither event follows.',
    tag,
    access: 'key',
    body: ArchiveCreateRequest,
    bodyLimit: archiveBodyLimit,
    // Converting HEIC files may take 45 s.
    waits: true,
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
    // Converting HEIC files may take 45 s.
    waits: true,
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
    summary: 'List the values of an archive with their places',
    description:
      'Returns each value of an analysed archive, with its place on the page, the confidence with which it was read, and whether a person has corrected it. Values from the sentences of a letter, and values that a person has added, have no place.',
    tag,
    access: 'key',
    params: idParams,
    data: Type.Object({ fields: Type.Array(ArchiveField) }),
    run: async ({ caller, params }, services) => ({
      fields: archiveFields(await getArchive(services, caller, params.id)),
    }),
  }),
  operation({
    method: 'PUT',
    path: '/v1/archives/:id/fields/:name',
    id: 'correctArchiveField',
    summary: 'Correct a value of an archive',
    description:
      'Replaces the value in the list of fields. The value that was read is kept in `correction.from`. The `analysis` of the archive and the data of the user stay as they were read. The event `FIELD_CORRECTED` reports the correction, and the server logs who made the correction.',
    tag,
    access: 'key',
    params: Type.Object({ id: resourceId, name: text(1, 50, { description: 'The name of the field.' }) }),
    body: FieldCorrectionRequest,
    data: ArchiveField,
    run: ({ caller, params, body, raw }, services) =>
      correctField(services, caller, {
        archiveId: params.id,
        name: params.name,
        value: body.value,
        requester: requesterOf(raw),
      }),
  }),
  operation({
    method: 'GET',
    path: '/v1/archives/:id/reading',
    id: 'getArchiveReading',
    summary: 'Get a report of how an archive was read',
    description: 'Returns how each page was read, and the log of the reading, step by step.',
    tag,
    access: 'key',
    params: idParams,
    data: ArchiveReading,
    run: async ({ caller, params }, services) =>
      archiveReading(await getArchive(services, caller, params.id)),
  }),
  operation({
    method: 'DELETE',
    path: '/v1/archives/:id',
    id: 'revokeArchive',
    summary: 'Revoke an archive',
    description:
      'Deletes the files of the archive, and all data that was read from the files. Revoking an archive again changes nothing.',
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
