import type { EventData } from '@winkwire/contract/events';
import type { Mode } from '@winkwire/contract/modes';
import type { Queries } from '../store/store.ts';
import { isIntact } from './body-digests.ts';
import { MailOutbox } from './mail-outbox.ts';

export const ownerMails = new MailOutbox({ table: 'owner_mails', key: 'event_id' });

export type HealthChange = 'failing' | 'disabled' | 'recovered';

/** In ms. If the endpoint recovers within this time, its owner gets no mail. */
export const failingMailDelayMs = 5 * 60 * 1000;
/** In ms. Older changes cause no mail. Otherwise, adding a mail server would send many old mails at once. */
const newsForMs = 3 * 24 * 60 * 60 * 1000;

export interface OwnerNews {
  tenantId: string;
  mode: string;
  webhookId: string;
  change: HealthChange;
  eventId: string;
  now: number;
}

/**
 * Queues a mail to the endpoint's owner. Call this in the transaction that changes the endpoint's health. Does nothing
 * if the owner has given no address.
 */
export async function queueOwnerMail(transaction: Queries, news: OwnerNews): Promise<void> {
  const { tenantId, mode, webhookId, change, eventId, now } = news;
  // If the endpoint has recovered before the first mail was attempted, the owner gets no mail at all.
  const replaced = await transaction.run(
    'delete from owner_mails where tenant_id = $1 and webhook_id = $2 and attempts = 0',
    [tenantId, webhookId],
  );
  if (change === 'recovered' && replaced > 0) return;
  await transaction.run(
    `insert into owner_mails (event_id, tenant_id, mode, webhook_id, attempts, next_try_at, leased_until)
     select $1, tenant_id, $2, id, 0, $3, 0 from webhooks
     where tenant_id = $4 and id = $5 and notify_email is not null`,
    [eventId, mode, change === 'failing' ? now + failingMailDelayMs : now, tenantId, webhookId],
  );
}

export interface OwnerMail {
  eventId: string;
  type: `ENDPOINT_${Uppercase<HealthChange>}`;
  data: EventData<'ENDPOINT_FAILING'>;
  mode: Mode;
  /** The endpoint's current name. */
  name: string;
  email: string;
}

/** Undefined if the mail is not needed any more, or if its event is damaged. */
export async function findOwnerMail(
  queries: Queries,
  eventId: string,
  now: number,
): Promise<OwnerMail | undefined> {
  const row = await queries.get<
    { id: string; type: OwnerMail['type']; body: string; digest: string | null } & Pick<
      OwnerMail,
      'email' | 'mode' | 'name'
    >
  >(
    `select e.id, e.type, e.body, e.body_digest as digest, w.mode, w.name, w.notify_email as email
     from owner_mails m
     join events e on e.tenant_id = m.tenant_id and e.mode = m.mode and e.id = m.event_id
     join live_webhooks w on w.tenant_id = m.tenant_id and w.id = m.webhook_id
     where m.event_id = $1 and e.created_at >= $2 and w.notify_email is not null and e.body is not null`,
    [eventId, now - newsForMs],
  );
  if (!row || !isIntact(row)) return undefined;
  const { body, id: _, digest: __, ...facts } = row;
  return { ...facts, eventId, data: JSON.parse(body).data };
}
