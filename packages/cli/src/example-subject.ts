import type { Client } from '@winkwire/contract/client';
import type { Account } from '@winkwire/contract/resources';
import { exampleId, exampleUserId } from '@winkwire/contract/schema/example-ids';
import { CommandFailure } from './command-failure.ts';

/** Marks the user that `winkwire trigger` creates, so that the next call finds it. */
const metadata = { madeBy: 'winkwire trigger' };

const exampleProviderId = 'quickride';

/** Replaces the ids in an example by those of an existing user and account, which a receiver can query in the API. */
export async function withExistingSubject<Data extends object>(
  client: Client,
  example: Data,
  userId: string | undefined,
): Promise<Data> {
  const text = JSON.stringify(example);
  const namesAccount = text.includes(exampleId('account'));
  if (!namesAccount && !text.includes(exampleUserId)) return example;
  const user = userId ?? (await exampleUser(client));
  const withUser = text.replaceAll(exampleUserId, user);
  if (!namesAccount) return JSON.parse(withUser);
  const account = await exampleAccount(client, user);
  return JSON.parse(
    withUser
      .replaceAll(exampleId('account'), account.id)
      .replaceAll(`"${exampleProviderId}"`, JSON.stringify(account.providerId)),
  );
}

/** Searches only the newest 150 users. In a large sandbox, a full search takes longer than creating a user. */
async function exampleUser(client: Client): Promise<string> {
  const { items } = await client.call('GET /users', { query: { size: 150 } });
  const known = items.find(({ externalMetadata }) => externalMetadata.madeBy === metadata.madeBy);
  if (known) return known.id;
  const { user } = await client.call('POST /users', { body: { externalMetadata: metadata } });
  return user.id;
}

async function exampleAccount(client: Client, userId: string): Promise<Account> {
  const { items } = await client.call('GET /accounts', { query: { userId } });
  const known = items.find(({ connectionStatus }) => connectionStatus === 'CONNECTED');
  if (known) return known;
  const { items: providers } = await client.call('GET /providers', {
    query: { accountConnection: true, size: 1 },
  });
  if (!providers[0]) throw new CommandFailure('the sandbox has no provider that can link an account.');
  const body = { userId, providerId: providers[0].id, identity: 'George' as const };
  return client.call('POST /sandbox/accounts', { body });
}
