import { FileType } from '@winkwire/contract/resources/file-type';
import { page } from '@winkwire/contract/schema/envelope';
import { pageOfArray } from '../domain/array-page.ts';
import { fileTypeListing, fileTypeQuery, fileTypeResource } from '../domain/file-types.ts';
import { operation } from './operation.ts';

export const fileTypeOperations = [
  operation({
    method: 'GET',
    path: '/v1/fileTypes',
    id: 'listFileTypes',
    summary: 'List the types of documents that users can upload',
    tag: 'File types',
    access: 'key',
    query: fileTypeQuery,
    data: page(FileType),
    run: async ({ query }, { publicUrl }) => {
      const { items, nextCursor } = pageOfArray(fileTypeListing, query, fileTypeListing.select);
      return { nextCursor, items: items.map((type) => fileTypeResource(type, publicUrl)) };
    },
  }),
];
