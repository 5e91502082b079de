import type { RawFileFormat } from '@winkwire/contract/archive-states';
import { integer } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { isGoodFileLink } from '../domain/file-links.ts';
import { findFileContent } from '../domain/files.ts';
import { Failure } from '../platform/failure.ts';
import { FileResponse } from '../platform/file-response.ts';
import { operation } from './operation.ts';

const contentTypes: Record<RawFileFormat, string> = {
  PDF: 'application/pdf',
  PNG: 'image/png',
  JPG: 'image/jpeg',
  JPEG: 'image/jpeg',
  TIFF: 'image/tiff',
};

export const fileOperations = [
  operation({
    method: 'GET',
    path: '/files/:id/:name',
    id: 'downloadFile',
    summary: 'Download a file by its signed link',
    description: 'The `url` of a raw file. It is valid until the archive expires or is revoked.',
    tag: 'Archives',
    access: 'public',
    params: Type.Object({ id: Type.String({ maxLength: 200 }), name: Type.String({ maxLength: 1000 }) }),
    query: Type.Object({ expires: integer(0), signature: Type.String({ maxLength: 100 }) }),
    data: Type.Null(),
    run: async ({ params, query }, services) => {
      const link = { id: params.id, ...query };
      if (!isGoodFileLink(services, link)) {
        throw new Failure(
          'UNAUTHORIZED_ACCESS',
          'The link has expired or is incomplete. Get the archive again for a new link.',
        );
      }
      const file = await findFileContent(services.store, params.id);
      if (!file) throw new Failure('MISSING_RESOURCE', 'The file has been deleted.');
      return new FileResponse(contentTypes[file.format], file.content, {
        // An uploaded file may be malicious, and it is served from our origin. So it is downloaded and not shown, and
        // no script in it may run.
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        // Knowing the link is the permission to read the file, so a customer's page may embed it.
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'private, no-store',
      });
    },
  }),
];
