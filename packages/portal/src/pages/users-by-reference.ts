import type { Mode } from '@winkwire/contract/modes';
import type { User } from '@winkwire/contract/resources/user';
import type { Page } from '@winkwire/contract/schema/envelope';
import { queryString, request } from '../api/request.ts';
import { unlessMissing } from '../api/unless-missing.ts';

/**
 * Finds at most `size` users whose metadata contains this reference as a value. The newest users come first. Throws
 * ApiFailure if the server cannot search.
 */
export async function usersByReference(mode: Mode, reference: string, size: number): Promise<User[]> {
  const path = `/v1/users${queryString({ reference, size })}`;
  return (await unlessMissing(request<Page<User>>(mode, path)))?.items ?? [];
}
