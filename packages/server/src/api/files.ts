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
    description: 'The `url` of a raw file. Good until the archive expires or is revoked.',
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
          'The link has expired or is not whole. Get the archive again.',
        );
      }
      const file = await findFileContent(services.store, params.id);
      if (!file) throw new Failure('MISSING_RESOURCE', 'The file was deleted.');
      return new FileResponse(contentTypes[file.format], file.content, {
        // A stranger's file on our origin: it is saved, never shown, and a browser that shows it runs nothing.
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        // The link is the permission: a customer's page may show what it leads to.
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'private, no-store',
      });
    },
  }),
];
