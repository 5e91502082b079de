import type { Token } from '@winkwire/contract/resources/token';
import { addToken, tokenResource } from '../domain/tokens.ts';
import { lockUser } from '../domain/users.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

export async function createToken(services: Services, caller: Caller, userId: string): Promise<Token> {
  const token = await services.store.transaction(async (transaction) => {
    const added = await addToken(transaction, services.config, { ...caller, userId, now: services.now() });
    // All transactions lock tokens before users. If the user does not exist, `lockUser` throws and the token is not
    // committed.
    await lockUser(transaction, caller, userId);
    return added;
  });
  return tokenResource(services, token);
}
