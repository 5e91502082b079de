import { type AccountErrorCode, accountErrorCodes } from '@winkwire/contract/account-statuses';
import { pause } from '../../platform/deadline.ts';
import type { Connector, Reply, SignIn, Step } from '../connector.ts';
import { givenLogin, loginNameOf } from '../login-name.ts';
import { answerCheck, nextChallenge, resendChallenge } from './checks.ts';
import { makeChanges } from './datapoints/make-changes.ts';
import { makeDatapoints } from './datapoints/make-datapoints.ts';
import { findIdentity, identityByUsername } from './identities.ts';
import type { SandboxTraits } from './sandbox-traits.ts';

/** The user name `error_ACCOUNT_LOCKED` makes the sign-in fail with that code. */
export function createSandboxConnector(traits: SandboxTraits & { unavailable?: boolean }): Connector {
  return {
    async start(signIn) {
      await pause(traits.delay);
      if (traits.unavailable) return { kind: 'FAILED', errorCode: 'SERVICE_UNAVAILABLE' };
      return checkPassword(signIn, traits);
    },
    async answer(reply: Reply) {
      await pause(Math.min(traits.delay, 300));
      return answerCheck(traits.checks, reply);
    },
    async resendChallenge({ pending }) {
      await pause(Math.min(traits.delay, 300));
      return resendChallenge(traits.checks, pending);
    },
    async fetch({ providerId, connection, now }) {
      return makeDatapoints({ identity: identityByUsername(connection.identity), providerId, traits, now });
    },
    async refresh({ providerId, connection, now, known }) {
      const identity = identityByUsername(connection.identity);
      return makeChanges({ identity, providerId, traits, now }, known);
    },
    async revoke() {},
  };
}

function checkPassword(signIn: SignIn, traits: SandboxTraits): Step {
  const loginName = loginNameOf(signIn.fields);
  const errorCode = plannedError(givenLogin(signIn.fields));
  if (errorCode) return { kind: 'FAILED', errorCode };
  // A real provider without a login would know the user in another way. Here, the user is always the first identity.
  if (loginName === null) return connected(identityByUsername(undefined).username, null);
  const identity = findIdentity(signIn.fields);
  if (!identity || signIn.fields.password !== identity.password) {
    return { kind: 'FAILED', errorCode: 'INVALID_CREDENTIALS' };
  }
  const progress = { identity: identity.username, loginName, check: 0, tries: 0 };
  return nextChallenge(traits.checks, progress) ?? connected(identity.username, loginName);
}

const connected = (identity: string, loginName: string | null): Step => ({
  kind: 'CONNECTED',
  loginName,
  connection: { identity },
});

/** The code in a user name such as `error_<CODE>` or an e-mail address such as `error_<CODE>@example.com`. */
function plannedError(loginName: string | null): AccountErrorCode | undefined {
  const planned = /^error_([a-z_]+)(@|$)/i.exec(loginName?.trim() ?? '')?.[1]?.toUpperCase();
  return accountErrorCodes.find((code) => code === planned);
}
