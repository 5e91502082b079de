import Type from 'typebox';
import { classifiedFileTypes, fileSubtypes, rawFileFormats } from '../archive-states.ts';
import { exampleUserId } from '../schema/example-ids.ts';
import { oneOf, text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { payslipAnalysisExample } from './archive-analysis.ts';
import { ArchiveAnalysis, ArchiveExtraction } from './archive-extraction.ts';
import { ArchiveValidation } from './archive-validation.ts';
import { fileTypeId } from './file-type.ts';
import { Upload, uploadExample } from './upload.ts';

export const ArchiveClassification = Type.Object(
  { fileType: oneOf(classifiedFileTypes) },
  {
    description: 'The type of document that was recognised in the files.',
    examples: [{ fileType: 'PAYSLIP' }],
  },
);
export type ArchiveClassification = Type.Static<typeof ArchiveClassification>;

export const Archive = Type.Object(
  {
    ...Upload.properties,
    classification: nullable(ArchiveClassification),
    analysis: nullable(ArchiveAnalysis),
    extraction: nullable(ArchiveExtraction),
    validation: nullable(ArchiveValidation),
  },
  {
    description: 'Files that were uploaded together, and what was read from them.',
    examples: [
      {
        ...uploadExample,
        classification: { fileType: 'PAYSLIP' },
        analysis: payslipAnalysisExample,
        extraction: { fileType: 'PAYSLIP', analysis: payslipAnalysisExample },
        validation: null,
      },
    ],
  },
);
export type Archive = Type.Static<typeof Archive>;

/** 15 MiB in base64. A longer text is refused before it is decoded. */
const maximumContentLength = Math.ceil((15 * 1024 * 1024) / 3) * 4;

const FileObject = Type.Object({
  fileSubtype: Type.Optional(nullable(oneOf(fileSubtypes))),
  fileName: Type.Optional(nullable(text(1, 255))),
  fileExtensionType: oneOf(rawFileFormats),
  fileContent: text(1, maximumContentLength, { description: "The file's bytes in base64." }),
});

const fileExample = {
  fileSubtype: 'PAYSLIP',
  fileName: 'payslip-march.pdf',
  fileExtensionType: 'PDF',
  fileContent: 'JVBERi0xLjcK',
};

const owner = Type.Optional(
  nullable(
    text(1, 100, { description: 'The user who owns the files. If no user is given, one is created.' }),
  ),
);
const rawFiles = Type.Array(FileObject, { minItems: 1, maxItems: 20 });

export const ArchiveCreateRequest = Type.Object(
  { userId: owner, fileType: Type.Optional(nullable(fileTypeId)), rawFiles },
  { examples: [{ userId: exampleUserId, fileType: 'PAYSLIP', rawFiles: [fileExample] }] },
);
export type ArchiveCreateRequest = Type.Static<typeof ArchiveCreateRequest>;

export const ArchiveClassifyRequest = Type.Object(
  { userId: owner, rawFiles },
  { examples: [{ userId: exampleUserId, rawFiles: [fileExample] }] },
);
export type ArchiveClassifyRequest = Type.Static<typeof ArchiveClassifyRequest>;
