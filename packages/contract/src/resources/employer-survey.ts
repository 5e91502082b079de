import Type from 'typebox';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { dateTime, id, userId } from '../schema/fields.ts';

export const EmployerSurveyAnswer = Type.Object(
  {
    id: id('employerSurvey'),
    createdAt: dateTime,
    userId,
    employerName: Type.String(),
    city: Type.String(),
    payPeriod: Type.String(),
  },
  {
    description: 'What a user entered about an employer that cannot be linked.',
    examples: [
      {
        id: exampleId('employerSurvey'),
        createdAt: exampleTime,
        userId: exampleUserId,
        employerName: 'Mabini Freight Services Inc.',
        city: 'Quezon City',
        payPeriod: 'Semimonthly',
      },
    ],
  },
);
export type EmployerSurveyAnswer = Type.Static<typeof EmployerSurveyAnswer>;
