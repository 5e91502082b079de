import { beginAccount } from '../actions/start-account.ts';
import { requireProvider } from '../connectors/providers-of.ts';
import { acquireArchive } from '../domain/archive-leases.ts';
import { inviteMails } from '../domain/invite-mails.ts';
import { shardCount } from '../domain/shard-of.ts';
import { takeStep } from '../linking/take-step.ts';
import { archiveServices, caller } from './archive-services.ts';

/* Acquires the leases of several kinds of work without doing the work. A test kills this process. */
const [dataDir, databaseUrl, userId] = process.argv.slice(2) as [string, string, string];
const services = await archiveServices(dataDir, databaseUrl || null);
const { leases, store } = services;
const now = Date.now();

const provider = requireProvider(services, caller, 'monthend');
const { account } = await beginAccount(services, { ...caller, userId }, { provider, loginName: 'Ryan' });
const held = { accountId: account.id, phase: 'SIGN_IN', owner: leases.processId } as const;
await takeStep(services, held, { kind: 'CONNECTED', loginName: 'Ryan', connection: { identity: 'Ryan' } });
const archive = await acquireArchive(store, leases, { now });
const mails = await store.transaction((transaction) =>
  inviteMails.acquire(transaction, leases, { now, size: 10 }),
);
await leases.acquire('job', ['retention', `reseal ${services.secrets.currentKey}`]);
// The lease of a shard covers the deliveries and replays of its endpoints.
await leases.acquire(
  'shard',
  Array.from({ length: shardCount }, (_, shard) => String(shard)),
);
await leases.acquire('sender', [leases.processId]);
process.send!({ accountId: account.id, archiveId: archive?.id, mails: mails.length });
setInterval(() => {}, 60_000);
