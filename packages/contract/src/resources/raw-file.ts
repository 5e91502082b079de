import Type from 'typebox';
import { rawFileFormats } from '../archive-states.ts';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { count, dateTime, id, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

export const rawFileExample = {
  id: exampleId('rawFile'),
  createdAt: exampleTime,
  name: 'payslip-march.pdf',
  subType: 'PAYSLIP',
  size: 84,
  format: 'PDF' as const,
  url: 'https://winkwire.example.com/v1/files/f-1',
};

export const RawFile = Type.Object(
  {
    id: id('rawFile'),
    createdAt: dateTime,
    name: Type.String(),
    subType: nullable(
      Type.String({ description: 'What this file of the archive shows, such as `CARD_FRONT`.' }),
    ),
    size: count('The size in kilobytes, rounded up.'),
    format: oneOf(rawFileFormats),
    url: Type.String({
      description:
        'A link that downloads the file. It is valid for 15 minutes by default, and every read of the archive returns a new link.',
    }),
  },
  { description: 'One uploaded file.', examples: [rawFileExample] },
);
export type RawFile = Type.Static<typeof RawFile>;
