import Type from 'typebox';
import { exampleId } from '../schema/example-ids.ts';
import { date, id } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { withMetadata } from './datapoint.ts';

const words = nullable(Type.String());

export const EmploymentPayload = Type.Object(
  {
    id: id('employment'),
    name: words,
    description: words,
    jobTitle: words,
    department: words,
    employeeNumber: words,
    employerNumber: words,
    employer: words,
    status: words,
    startDate: nullable(date),
    endDate: nullable(date),
    reportedDate: nullable(date),
  },
  {
    description: 'A job that the user has or had.',
    examples: [
      {
        id: exampleId('employment'),
        name: null,
        description: null,
        jobTitle: 'Driver partner',
        department: null,
        employeeNumber: null,
        employerNumber: null,
        employer: 'QuickRide',
        status: 'Active',
        startDate: '2022-06-01',
        endDate: null,
        reportedDate: '2026-04-01',
      },
    ],
  },
);
export type EmploymentPayload = Type.Static<typeof EmploymentPayload>;

export const Employment = withMetadata(EmploymentPayload);
export type Employment = Type.Static<typeof Employment>;
