import Type from 'typebox';
import { datapointNames } from '../datapoints.ts';
import { oneOf, text } from '../schema/fields.ts';

const yields = datapointNames.filter((name) => name !== 'LINK' && name !== 'INSIGHTS');

export const fileTypeId = text(1, 64, { description: 'A type in the list of file types.' });

export const FileType = Type.Object(
  {
    logoUrl: Type.String(),
    type: fileTypeId,
    typeLabel: Type.String({ description: 'The name of the type, as users see it.' }),
    active: Type.Boolean({ description: 'Whether this type can be uploaded at the moment.' }),
    enabled: Type.Boolean({ description: 'Whether you may use this type.' }),
    ocr: Type.Boolean({
      description: 'Whether files of this type are analysed. Otherwise they are only stored.',
    }),
    supported: Type.Array(oneOf([...yields, 'NONE' as const]), {
      description:
        'The kinds of data that an analysis can find. `NONE` if files of this type are only stored.',
    }),
  },
  {
    description: 'A type of document that users can upload.',
    examples: [
      {
        logoUrl: 'https://example.com/logos/payslip.svg',
        type: 'PAYSLIP',
        typeLabel: 'Payslip',
        active: true,
        enabled: true,
        ocr: true,
        supported: ['IDENTITIES', 'EMPLOYMENTS', 'INCOMES'],
      },
    ],
  },
);
export type FileType = Type.Static<typeof FileType>;
