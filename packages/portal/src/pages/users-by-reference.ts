import type { Mode } from '@winkwire/contract/modes';
import type { User } from '@winkwire/contract/resources/user';
import type { Page } from '@winkwire/contract/schema/envelope';
import { ApiFailure, queryString, request } from '../api/request.ts';

/** The newest users that the customer's back end knows by this value. */
export async function usersByReference(mode: Mode, reference: string, size: number): Promise<User[]> {
  try {
    return (await request<Page<User>>(mode, `/v1/users${queryString({ reference, size })}`)).items;
  } catch (cause) {
    // The caller goes on with another kind of search, which shows what is wrong.
    if (cause instanceof ApiFailure) return [];
    throw cause;
  }
}
