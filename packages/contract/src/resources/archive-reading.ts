import Type from 'typebox';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { count, dateTime, id, integer, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

/**
 * Why a page was not completely read. `ILLEGIBLE`: too little of the ink was recognised. `NO_TEXT`: blank, or only a
 * few words. `CUT_OFF`: lines are cut off at an edge.
 */
export const unreadableReasons = ['DARK', 'BLURRED', 'CUT_OFF', 'ILLEGIBLE', 'NO_TEXT'] as const;
export type UnreadableReason = (typeof unreadableReasons)[number];

export const readingSteps = [
  'FILE_RECEIVED',
  'READING_STARTED',
  'PAGE_READ',
  'FIELDS_FOUND',
  'CHECKED',
  'ENDED',
  'FIELD_CORRECTED',
] as const;
export type ReadingStepName = (typeof readingSteps)[number];

const fileId = id('rawFile');
const page = integer(1, 500);

export const ReadPage = Type.Object({
  fileId,
  page,
  readBy: oneOf(['TEXT', 'PIXELS'], {
    description: '`TEXT`: the text of the PDF was read. `PIXELS`: the picture of the page was read.',
  }),
  turnedBy: integer(0, 270, { description: 'By how many degrees the page was turned clockwise to read it.' }),
  words: count(),
  unreadable: nullable(
    oneOf(unreadableReasons, { description: 'Why the page was not read, or was read only in part.' }),
  ),
});
export type ReadPage = Type.Static<typeof ReadPage>;

export const ReadingStep = Type.Object({
  at: dateTime,
  step: oneOf(readingSteps),
  fileId: nullable(fileId),
  page: nullable(page),
  text: Type.String({ description: 'What happened, in one or more sentences.' }),
});
export type ReadingStep = Type.Static<typeof ReadingStep>;

export const ArchiveReading = Type.Object(
  { pages: Type.Array(ReadPage), steps: Type.Array(ReadingStep) },
  {
    description:
      'How the files of an archive were read. `pages` is empty if no page was read, or if an older version of the server read the files.',
    examples: [
      {
        pages: [
          {
            fileId: exampleId('rawFile'),
            page: 1,
            readBy: 'PIXELS',
            turnedBy: 90,
            words: 143,
            unreadable: null,
          },
        ],
        steps: [
          {
            at: exampleTime,
            step: 'PAGE_READ',
            fileId: exampleId('rawFile'),
            page: 1,
            text: 'The picture of the page was turned by 90 degrees and read: 143 words.',
          },
        ],
      },
    ],
  },
);
export type ArchiveReading = Type.Static<typeof ArchiveReading>;
