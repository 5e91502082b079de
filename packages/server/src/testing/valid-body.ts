import { exampleId } from '@winkwire/contract/schema/example-ids';
import type { Operation } from '../api/operation.ts';
import { exampleOf, type Owned } from './own-everything.ts';

const period = '{ "since": "2020-01-01" }';
const challengeId = exampleId('challenge');

/** The bodies of operations whose schemas have no example. */
const bodies = (owned: Owned): ReadonlyMap<string, string> =>
  new Map([
    ['rewindWebhook', '{ "sequence": 0 }'],
    ['recoverWebhook', period],
    ['backfillWebhook', period],
    ['replayMissing', period],
    ['resendEvent', `{ "eventId": "${owned.events}" }`],
    ['rotateWebhookSecret', '{}'],
    ['testWebhook', '{}'],
    ['correctArchiveField', '{ "value": 1 }'],
    ['expireApiKey', '{ "inSeconds": 0 }'],
    ['breakSandboxAccount', '{ "errorCode": "ACCOUNT_LOCKED" }'],
    ['answerChallenge', `{ "challengeId": "${challengeId}", "answer": "1234" }`],
    ['renewChallenge', `{ "challengeId": "${challengeId}" }`],
    ['stopLinking', '{ "after": 0 }'],
  ]);

/** Undefined if the operation has no body. */
export function validBody({ id, body }: Operation, owned: Owned): object | undefined {
  if (!body) return undefined;
  const text = bodies(owned).get(id);
  return text === undefined ? exampleOf(body) : JSON.parse(text);
}
