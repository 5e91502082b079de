import Type from 'typebox';
import { oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

const Check = Type.Object({
  resultCode: oneOf(['PASSED', 'FAILED', 'NO_DATA']),
  score: nullable(Type.Number({ minimum: 0, maximum: 100 })),
  resultMessage: nullable(Type.String()),
});

/** Whether a document is credible. `metadata` is about the file, `computation` about the sums. */
export const ArchiveValidation = Type.Object(
  {
    fileType: Type.String(),
    metadata: nullable(Check),
    computation: nullable(Check),
    identity: nullable(Check),
    location: nullable(Check),
  },
  {
    examples: [
      {
        fileType: 'PAYSLIP',
        metadata: { resultCode: 'PASSED', score: 100, resultMessage: 'The file was not edited.' },
        computation: { resultCode: 'NO_DATA', score: null, resultMessage: null },
        identity: null,
        location: null,
      },
    ],
  },
);
export type ArchiveValidation = Type.Static<typeof ArchiveValidation>;
