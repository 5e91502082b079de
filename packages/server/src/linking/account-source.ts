import type { AccountRow } from '../domain/accounts.ts';
import type { DatapointSource } from '../domain/datapoints.ts';

export const accountSource = (account: AccountRow): DatapointSource => ({
  tenantId: account.tenant_id,
  mode: account.mode,
  userId: account.user_id,
  sourceId: account.id,
  sourceType: 'ACCOUNT',
  providerId: account.provider_id,
});
