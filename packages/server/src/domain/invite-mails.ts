import type { Queries } from '../store/store.ts';
import type { InviteRow } from './invites.ts';
import { MailOutbox } from './mail-outbox.ts';

export const inviteMails = new MailOutbox({ table: 'invite_mails', key: 'invite_id' });

export async function queueInviteMail(queries: Queries, invite: InviteRow, now: number): Promise<void> {
  await queries.run(
    `insert into invite_mails (invite_id, tenant_id, mode, attempts, next_try_at, leased_until)
     values ($1, $2, $3, 0, $4, 0)`,
    [invite.id, invite.tenant_id, invite.mode, now],
  );
}
