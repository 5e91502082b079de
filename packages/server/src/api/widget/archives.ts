import { count } from '@winkwire/contract/schema/fields';
import type { ArchiveProgress } from '@winkwire/contract/widget-api';
import Type from 'typebox';
import { FileRefusal } from '../../actions/accept-file.ts';
import { followArchive } from '../../actions/follow-archive.ts';
import { progressOf, revokeByUser, uploadByUser } from '../../actions/upload-by-user.ts';
import { archiveVersion } from '../../domain/archive-progress.ts';
import { fileTypeResource, fileTypes } from '../../domain/file-types.ts';
import { archiveBodyLimit } from '../archives.ts';
import { idParams } from '../fields.ts';
import { operation } from '../operation.ts';
import { readForm } from './read-form.ts';

const Progress = Type.Unsafe<ArchiveProgress>(Type.Object({}));
const WidgetFileTypes = Type.Object({
  items: Type.Array(
    Type.Object({
      type: Type.String(),
      logoUrl: Type.String(),
      ocr: Type.Boolean(),
    }),
  ),
});

export const widgetArchiveOperations = [
  operation({
    method: 'GET',
    path: '/widget/api/fileTypes',
    id: 'widgetListFileTypes',
    summary: 'List the types of documents that the user can upload',
    access: 'session',
    internal: true,
    data: WidgetFileTypes,
    run: async (_input, { publicUrl }) => ({
      items: fileTypes
        .filter(({ active, enabled }) => active && enabled)
        .map((fileType) => fileTypeResource(fileType, publicUrl))
        .map(({ type, logoUrl, ocr }) => ({ type, logoUrl, ocr })),
    }),
  }),
  operation({
    method: 'POST',
    path: '/widget/api/archives',
    id: 'widgetCreateArchive',
    summary: 'Upload documents',
    access: 'session',
    internal: true,
    consumes: 'multipart/form-data',
    // An upload may exceed the request timeout: on a slow connection, a phone needs minutes to send 15 MB.
    waits: true,
    bodyLimit: archiveBodyLimit,
    data: Progress,
    run: async ({ caller, raw, reply }, services) => {
      try {
        return await uploadByUser(services, caller, await readForm(raw));
      } catch (error) {
        if (error instanceof FileRefusal) {
          reply.header('winkwire-fault', error.fault).header('winkwire-file', error.position);
        }
        throw error;
      }
    },
  }),
  operation({
    method: 'GET',
    path: '/widget/api/archives/:id',
    id: 'widgetFollowArchive',
    summary: 'Wait until an archive changes',
    access: 'session',
    internal: true,
    waits: true,
    params: idParams,
    query: Type.Object({ after: Type.Optional(count()) }),
    data: Progress,
    run: async ({ caller, params, query, reply }, services) => {
      const after = query.after ?? 0;
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const { tenantId, mode, userId } = caller;
      const owner = { tenantId, mode, userId };
      const read = await followArchive(services, owner, { id: params.id, after, signal: gone.signal });
      return progressOf(services, caller, { read, after: archiveVersion(after) });
    },
  }),
  operation({
    method: 'POST',
    path: '/widget/api/archives/:id/revoke',
    id: 'widgetRevokeArchive',
    summary: 'Revoke an upload',
    access: 'session',
    internal: true,
    params: idParams,
    data: Progress,
    run: ({ caller, params }, services) => revokeByUser(services, caller, params.id),
  }),
];
