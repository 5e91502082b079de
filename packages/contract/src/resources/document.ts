import Type from 'typebox';
import { exampleId } from '../schema/example-ids.ts';
import { date, id, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { withMetadata } from './datapoint.ts';

export const documentTypes = ['IDENTIFICATION', 'PAYSLIP', 'CLEARANCE', 'CERTIFICATE'] as const;

export const DocumentPayload = Type.Object(
  {
    id: id('document'),
    name: nullable(Type.String()),
    docId: nullable(Type.String({ description: 'The number that is printed on the document.' })),
    status: nullable(Type.String()),
    documentType: nullable(oneOf(documentTypes)),
    issueDate: nullable(date),
    expiryDate: nullable(date),
    fileUrl: nullable(
      Type.String({
        description:
          'A link that downloads the file. The link to an uploaded file is valid for 15 minutes by default, and every read returns a new link.',
      }),
    ),
    remarks: nullable(Type.String()),
  },
  {
    description: 'A document that the source keeps for the user.',
    examples: [
      {
        id: exampleId('document'),
        name: "Driver's licence",
        docId: 'N01-23-456789',
        status: 'Valid',
        documentType: 'IDENTIFICATION',
        issueDate: '2024-03-01',
        expiryDate: '2034-03-01',
        fileUrl: null,
        remarks: null,
      },
    ],
  },
);
export type DocumentPayload = Type.Static<typeof DocumentPayload>;

export const Document = withMetadata(DocumentPayload);
export type Document = Type.Static<typeof Document>;
