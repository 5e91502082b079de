import { randomUUID } from 'node:crypto';
import type { EmployerSurvey } from '@winkwire/contract/widget-api';
import type { SessionCaller } from '../caller.ts';
import type { Queries } from '../store/store.ts';

/** What a user told of an employer that cannot be linked. */
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
      randomUUID(),
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
