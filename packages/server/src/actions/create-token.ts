import type { Token } from '@winkwire/contract/resources/token';
import { addToken, tokenResource } from '../domain/tokens.ts';
import { requireUser } from '../domain/users.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

export async function createToken(services: Services, caller: Caller, userId: string): Promise<Token> {
  const token = await services.store.transaction(async (transaction) => {
    await requireUser(transaction, caller, userId);
    return addToken(transaction, services.config, { ...caller, userId, now: services.now() });
  });
  return tokenResource(services, token);
}
