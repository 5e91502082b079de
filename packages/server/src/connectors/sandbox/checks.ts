// biome-ignore-all lint/style/noNonNullAssertion: the progress names an open check
import type { ChallengeWording } from '@winkwire/contract/widget-api';
import type { ChallengeKind, Json, Reply, Step } from '../connector.ts';
import { identityByUsername, type SandboxIdentity, sandboxCode } from './identities.ts';

/** Contains no password and no answer. */
interface Progress extends Json {
  identity: string;
  loginName: string;
  check: number;
  tries: number;
}

/** If the second answer is wrong too, the sign-in fails. */
const answersAllowed = 2;

export function nextChallenge(checks: readonly ChallengeKind[], progress: Progress): Step | undefined {
  const kind = checks[progress.check];
  if (!kind) return undefined;
  const challenge = describe(kind, identityByUsername(progress.identity), progress.tries > 0);
  return { kind: 'CHALLENGE', challenge, pending: progress };
}

/**
 * Sends the open challenge again, without the hint that the last answer was wrong. Earlier wrong answers still count.
 */
export function resendChallenge(checks: readonly ChallengeKind[], pending: Json): Step {
  const progress = pending as Progress;
  const challenge = describe(checks[progress.check]!, identityByUsername(progress.identity), false);
  return { kind: 'CHALLENGE', challenge, pending: progress };
}

export function answerCheck(checks: readonly ChallengeKind[], { pending, answer }: Reply): Step {
  const progress = pending as Progress;
  const identity = identityByUsername(progress.identity);
  const kind = checks[progress.check];
  if (kind && !isRight(kind, identity, answer)) {
    const tries = progress.tries + 1;
    if (tries >= answersAllowed) return { kind: 'FAILED', errorCode: 'INVALID_MFA' };
    return nextChallenge(checks, { ...progress, tries })!;
  }
  const next = nextChallenge(checks, { ...progress, check: progress.check + 1, tries: 0 });
  return (
    next ?? {
      kind: 'CONNECTED',
      loginName: progress.loginName,
      connection: { identity: identity.username },
    }
  );
}

function isRight(kind: ChallengeKind, identity: SandboxIdentity, answer: string): boolean {
  const given = answer.trim();
  if (kind === 'CODE') return given === sandboxCode;
  if (kind === 'CHOICE') return choicesFor(identity).some(({ id }) => id === given);
  // The one-time code is accepted too, for testers who do not know the answer.
  return given.toLowerCase() === identity.firstSchool.toLowerCase() || given === sandboxCode;
}

function describe(kind: ChallengeKind, identity: SandboxIdentity, isRepeated: boolean): ChallengeWording {
  switch (kind) {
    case 'CODE':
      return { kind, isRepeated, length: sandboxCode.length, sentTo: maskPhone(identity.phone) };
    case 'CHOICE':
      return { kind, isRepeated, choices: choicesFor(identity) };
    case 'QUESTION':
      return { kind, isRepeated, question: { name: 'FIRST_SCHOOL' } };
  }
}

const choicesFor = (identity: SandboxIdentity) => [
  { id: 'sms', channel: 'SMS' as const, sentTo: maskPhone(identity.phone) },
  { id: 'email', channel: 'EMAIL' as const, sentTo: maskEmail(identity.email) },
];

/** No-break spaces keep the number on one line. */
const maskPhone = (phone: string) => `${phone.slice(0, 3)}\u00a0•••\u00a0${phone.slice(-4)}`;
const maskEmail = (email: string) => email.replace(/^(.)[^@]*/, '$1•••');
