import { newId } from '@winkwire/contract/ids';
import type { EmployerSurveyAnswer } from '@winkwire/contract/resources/employer-survey';
import { timestamp } from '@winkwire/contract/timestamp';
import type { EmployerSurvey } from '@winkwire/contract/widget-api';
import type { SessionCaller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';
import { ofUser } from './filters.ts';
import { Listing } from './listing.ts';

export async function addEmployerSurvey(
  queries: Queries,
  session: SessionCaller,
  survey: EmployerSurvey & { now: number },
): Promise<void> {
  await queries.run(
    `insert into employer_surveys (id, tenant_id, mode, user_id, session_id, employer_name, city, pay_period,
       created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      newId('employerSurvey'),
      session.tenantId,
      session.mode,
      session.userId,
      session.sessionId,
      survey.employerName,
      survey.city,
      survey.payPeriod,
      survey.now,
    ],
  );
}

interface EmployerSurveyRow {
  id: string;
  user_id: string;
  employer_name: string;
  city: string;
  pay_period: string;
  created_at: number;
}

export const employerSurveyListing = new Listing<EmployerSurveyRow, EmployerSurveyAnswer>({
  table: 'employer_surveys',
  filters: { userId: ofUser },
  toResource: (row) => ({
    id: row.id,
    createdAt: timestamp(Number(row.created_at)),
    userId: row.user_id,
    employerName: row.employer_name,
    city: row.city,
    payPeriod: row.pay_period,
  }),
});
