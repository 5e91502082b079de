import Type from 'typebox';
import { drawPage } from '../../actions/draw-page.ts';
import { FileResponse } from '../../platform/file-response.ts';
import { resourceId } from '../fields.ts';
import { operation } from '../operation.ts';

export const archivePageOperations = [
  operation({
    method: 'GET',
    path: '/portal/api/archives/:id/files/:fileId/pages/:page',
    id: 'drawArchivePage',
    summary: 'Get a page of a file as a picture',
    access: 'portal',
    internal: true,
    // The pages of a tenant are drawn one at a time, so a request may wait for other requests.
    waits: true,
    params: Type.Object({
      id: resourceId,
      fileId: resourceId,
      page: Type.String({ pattern: '^[1-9]\\d{0,2}$', maxLength: 3 }),
    }),
    data: Type.Null(),
    async run({ caller, params }, services) {
      const page = { archiveId: params.id, fileId: params.fileId, page: Number(params.page) };
      return new FileResponse('image/png', await drawPage(services, caller, page), {
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
      });
    },
  }),
];
