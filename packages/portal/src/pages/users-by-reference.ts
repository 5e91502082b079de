import type { Mode } from '@winkwire/contract/modes';
import type { User } from '@winkwire/contract/resources/user';
import type { Page } from '@winkwire/contract/schema/envelope';
import { ApiFailure, queryString, request } from '../api/request.ts';

/** Finds the newest users that have this reference as a value in their metadata. `size` is their maximum number. */
export async function usersByReference(mode: Mode, reference: string, size: number): Promise<User[]> {
  try {
    return (await request<Page<User>>(mode, `/v1/users${queryString({ reference, size })}`)).items;
  } catch (cause) {
    // An error counts as no match, because the caller continues with another search.
    if (cause instanceof ApiFailure) return [];
    throw cause;
  }
}
