import type { UserCreated, UserCreateRequest } from '@winkwire/contract/resources/user';
import { addToken, tokenResource } from '../domain/tokens.ts';
import { addUser, userResource } from '../domain/users.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';

export async function createUser(
  services: Services,
  caller: Caller,
  input: UserCreateRequest,
): Promise<UserCreated> {
  const now = services.now();
  const { user, token } = await services.store.transaction(async (transaction) => {
    const user = await addUser(transaction, caller, { externalMetadata: input.externalMetadata, now });
    const token = await addToken(transaction, services.config, { ...caller, userId: user.id, now });
    return { user, token };
  });
  return { user: userResource(user, []), token: await tokenResource(services, token) };
}
