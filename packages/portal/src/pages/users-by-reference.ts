import type { Mode } from '@winkwire/contract/modes';
import type { User } from '@winkwire/contract/resources/user';
import type { Page } from '@winkwire/contract/schema/envelope';
import { queryString, type RequestOptions, request } from '../api/request.ts';
import { unlessMissing } from '../api/unless-missing.ts';

/**
 * Finds at most two users with this reference, because callers only need to know whether there are several. Throws
 * ApiFailure if the server cannot search.
 */
export async function usersByReference(
  mode: Mode,
  reference: string,
  { signal }: Pick<RequestOptions, 'signal'>,
): Promise<User[]> {
  const path = `/v1/users${queryString({ reference, size: 2 })}`;
  return (await unlessMissing(request<Page<User>>(mode, path, { signal })))?.items ?? [];
}
