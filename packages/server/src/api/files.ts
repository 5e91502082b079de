import type { RawFileFormat } from '@winkwire/contract/archive-states';
import { integer } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { judgeFileLink } from '../domain/file-links.ts';
import { findArchiveOfFile, findFileContent } from '../domain/files.ts';
import { Failure } from '../platform/failure.ts';
import { FairTurns } from '../platform/fair-turns.ts';
import { FileResponse } from '../platform/file-response.ts';
import type { Services } from '../platform/services.ts';
import { operation } from './operation.ts';

const contentTypes: Record<RawFileFormat, string> = {
  PDF: 'application/pdf',
  PNG: 'image/png',
  JPG: 'image/jpeg',
  JPEG: 'image/jpeg',
  TIFF: 'image/tiff',
};

/**
 * A file has up to 15 MB, and only a file that has been read counts towards the memory of responses. So few are read at
 * the same time, and the clients take turns.
 */
const reads = new FairTurns({ ofAll: 6, ofTenant: 3, ofUser: 3 });

const deleted = () => new Failure('MISSING_RESOURCE', 'The file has been deleted.');

/** An expired link may come from a stored event, so the message says where to get a new one. */
async function expired({ store }: Services, fileId: string): Promise<Failure> {
  const file = await findArchiveOfFile(store, fileId);
  if (!file) return deleted();
  const { archive_id: archiveId } = file;
  return new Failure(
    'MISSING_RESOURCE',
    `This link has expired. GET /v1/archives/${archiveId} returns a new one.`,
  );
}

export const fileOperations = [
  operation({
    method: 'GET',
    path: '/files/:id/:name',
    id: 'downloadFile',
    summary: 'Download a file by its signed link',
    description:
      'This is the `url` of a raw file. The link is valid for 15 minutes (`WINKWIRE_FILE_LINK_SECONDS`). Afterwards, the response is 404, and its message names the archive. `GET /v1/archives/{id}` returns a new link.',
    tag: 'Archives',
    access: 'public',
    params: Type.Object({ id: Type.String({ maxLength: 200 }), name: Type.String({ maxLength: 1000 }) }),
    query: Type.Object({ expires: integer(0), signature: Type.String({ maxLength: 100 }) }),
    data: Type.Null(),
    produces: [...new Set(Object.values(contentTypes))],
    run: async ({ params, query, raw }, services) => {
      const link = { ...query, id: params.id };
      const verdict = judgeFileLink(services, link);
      if (verdict === 'forged') {
        throw new Failure(
          'UNAUTHORIZED_ACCESS',
          'The link is incomplete or has been changed. Use the complete `url` of a raw file.',
        );
      }
      if (verdict === 'expired') throw await expired(services, params.id);
      const file = await reads.run({ tenantId: raw.ip, userId: '' }, () =>
        findFileContent(services.store, params.id),
      );
      if (!file) throw deleted();
      return new FileResponse(contentTypes[file.format], file.content, {
        // An uploaded file may be malicious, and our origin serves it. So it must be downloaded, and no script may run.
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        // Anybody who knows the link may read the file, so other sites may embed it.
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'private, no-store',
      });
    },
  }),
];
