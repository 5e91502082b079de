import { Upload } from '@winkwire/contract/resources/upload';
import { page } from '@winkwire/contract/schema/envelope';
import { getArchive } from '../actions/get-archive.ts';
import { listArchives } from '../actions/list-archives.ts';
import { uploadResource } from '../domain/archive-resource.ts';
import { uploadQuery } from '../domain/archives.ts';
import { idParams } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Uploads';
const description = 'Legacy view of archives. New integrations use `/v1/archives`.';

export const uploadOperations = [
  operation({
    method: 'GET',
    path: '/v1/uploads',
    id: 'listUploads',
    summary: 'List uploads',
    description,
    tag,
    access: 'key',
    query: uploadQuery,
    data: page(Upload),
    run: async ({ caller, query }, services) => {
      const { items, nextCursor } = await listArchives(services, caller, query);
      return { nextCursor, items: items.map((item) => uploadResource(services, item)) };
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/uploads/:id',
    id: 'getUpload',
    summary: 'Get an upload',
    description,
    tag,
    access: 'key',
    params: idParams,
    data: Upload,
    run: async ({ caller, params }, services) =>
      uploadResource(services, await getArchive(services, caller, params.id)),
  }),
];
