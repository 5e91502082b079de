import { count } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { answerChallenge } from '../../actions/answer-challenge.ts';
import { awaitAccountProgress, getAccountProgress } from '../../actions/get-account-progress.ts';
import { renewChallenge } from '../../actions/renew-challenge.ts';
import { revokeAccount } from '../../actions/revoke-account.ts';
import { startAccount } from '../../actions/start-account.ts';
import { stopLinking } from '../../actions/stop-linking.ts';
import { idParams } from '../fields.ts';
import { operation } from '../operation.ts';
import { AccountProgress, AnswerChallenge, RenewChallenge, StartAccount, StopLinking } from './schemas.ts';

export const widgetAccountOperations = [
  operation({
    method: 'POST',
    path: '/widget/api/accounts',
    id: 'startAccount',
    summary: 'Start linking an account',
    access: 'session',
    internal: true,
    body: StartAccount,
    data: AccountProgress,
    run: ({ caller, body }, services) => startAccount(services, caller, body),
  }),
  operation({
    method: 'GET',
    path: '/widget/api/accounts/:id',
    id: 'watchAccount',
    summary: 'Wait for the progress of linking',
    access: 'session',
    internal: true,
    waits: true,
    params: idParams,
    query: Type.Object({ after: Type.Optional(count()) }),
    data: AccountProgress,
    run({ caller, params, query, reply }, services) {
      const { id: accountId } = params;
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      return query.after === undefined
        ? getAccountProgress(services, caller, { accountId, after: 0 })
        : awaitAccountProgress(services, caller, { accountId, after: query.after, signal: gone.signal });
    },
  }),
  operation({
    method: 'POST',
    path: '/widget/api/accounts/:id/answer',
    id: 'answerChallenge',
    summary: 'Answer the open challenge',
    access: 'session',
    internal: true,
    params: idParams,
    body: AnswerChallenge,
    data: AccountProgress,
    run: ({ caller, params, body }, services) =>
      answerChallenge(services, caller, { ...body, accountId: params.id }),
  }),
  operation({
    method: 'POST',
    path: '/widget/api/accounts/:id/challenge',
    id: 'renewChallenge',
    summary: 'Request a new code, and restart the lifetime of the challenge',
    access: 'session',
    internal: true,
    params: idParams,
    body: RenewChallenge,
    data: AccountProgress,
    run: ({ caller, params, body }, services) =>
      renewChallenge(services, caller, { ...body, accountId: params.id }),
  }),
  operation({
    method: 'POST',
    path: '/widget/api/accounts/:id/stop',
    id: 'stopLinking',
    summary: 'Stop linking an account that has not connected yet',
    access: 'session',
    internal: true,
    params: idParams,
    body: StopLinking,
    data: AccountProgress,
    run: ({ caller, params, body }, services) =>
      stopLinking(services, caller, { ...body, accountId: params.id }),
  }),
  operation({
    method: 'POST',
    path: '/widget/api/accounts/:id/revoke',
    id: 'revokeOwnAccount',
    summary: 'Unlink an account',
    access: 'session',
    internal: true,
    params: idParams,
    data: AccountProgress,
    async run({ caller, params }, services) {
      const { version } = await getAccountProgress(services, caller, { accountId: params.id, after: 0 });
      await revokeAccount(services, caller, params.id);
      return getAccountProgress(services, caller, { accountId: params.id, after: version });
    },
  }),
];
