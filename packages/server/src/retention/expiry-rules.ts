/**
 * When the rows of a table are deleted. `column` is in ms since 1970.
 *
 * - `age`: when older than WINKWIRE_RETENTION_DAYS, if `only` holds
 * - `time`: when the time in `column` has passed
 * - `own`: by the function `by`, because one `delete` is not enough
 * - `with`: together with the row of another table
 * - `erasure`: when the user is erased
 * - `kept`: not by age, because the rows contain nothing about users
 */
export type ExpiryRule = (
  | { rule: 'age' | 'time'; column: string; key: readonly string[]; only?: string }
  | { rule: 'own'; by: string }
  | { rule: 'with'; table: string }
  | { rule: 'erasure' }
  | { rule: 'kept'; what: string }
) & {
  /** Set if only this engine has the table. */
  engine?: 'sqlite';
};

/** A test fails if a table has no rule. */
export const expiryRules = {
  // The event log and its deliveries.
  events: { rule: 'own', by: 'expireEvents' },
  event_subjects: { rule: 'with', table: 'events', engine: 'sqlite' },
  event_subjects_end: { rule: 'kept', what: 'one row', engine: 'sqlite' },
  deliveries: { rule: 'own', by: 'expireDeliveries' },
  other_attempts: { rule: 'with', table: 'deliveries' },
  attempt_figures: {
    rule: 'time',
    column: 'expires_at',
    key: ['tenant_id', 'webhook_id', 'span', 'starts_at'],
  },
  webhooks: { rule: 'own', by: 'expireWebhooks' },
  queues: { rule: 'with', table: 'webhooks' },
  cursors: { rule: 'with', table: 'webhooks' },
  floors: { rule: 'with', table: 'webhooks' },
  replays: { rule: 'age', column: 'updated_at', key: ['tenant_id', 'id'], only: `state <> 'running'` },
  idempotency_keys: { rule: 'age', column: 'created_at', key: ['tenant_id', 'mode', 'key'] },
  // Users and what they linked.
  users: { rule: 'erasure' },
  user_references: { rule: 'erasure' },
  consents: { rule: 'erasure' },
  tokens: { rule: 'time', column: 'expires_at', key: ['id'] },
  accounts: { rule: 'own', by: 'expireAccounts' },
  linking_runs: { rule: 'with', table: 'accounts' },
  archives: { rule: 'own', by: 'expireArchives' },
  files: { rule: 'with', table: 'archives' },
  datapoints: { rule: 'with', table: 'accounts and archives' },
  tasks: { rule: 'age', column: 'started_at', key: ['id'] },
  employer_surveys: { rule: 'age', column: 'created_at', key: ['id'] },
  // The widget, invitations, sign-ins.
  callbacks: { rule: 'age', column: 'at', key: ['session_id', 'sequence'] },
  sessions: { rule: 'age', column: 'created_at', key: ['id'], only: `status <> 'IN_PROGRESS'` },
  session_figures: {
    rule: 'age',
    column: 'day_ends_at',
    key: ['tenant_id', 'mode', 'day', 'provider_id', 'template_id', 'device', 'step'],
  },
  invite_mails: { rule: 'age', column: 'next_try_at', key: ['invite_id'] },
  owner_mails: { rule: 'age', column: 'next_try_at', key: ['event_id'] },
  invite_logs: { rule: 'age', column: 'created_at', key: ['id'] },
  invites: { rule: 'age', column: 'created_at', key: ['id'] },
  hosted_links: { rule: 'age', column: 'expires_at', key: ['id'] },
  sandbox_sign_ins: { rule: 'time', column: 'expires_at', key: ['id'] },
  portal_sign_in_links: { rule: 'time', column: 'expires_at', key: ['token_hash'] },
  portal_sessions: { rule: 'time', column: 'expires_at', key: ['token_hash'] },
  // Settings of the operator.
  tenants: { rule: 'kept', what: 'names of tenants' },
  api_keys: { rule: 'time', column: 'expires_at', key: ['key'] },
  consent_templates: { rule: 'kept', what: 'wordings' },
  invite_templates: { rule: 'kept', what: 'wordings' },
  wink_templates: { rule: 'kept', what: 'settings of the widget' },
  embedding_origins: { rule: 'kept', what: 'settings of the widget' },
  loaders: { rule: 'kept', what: 'versions of the loader that pages may still load' },
  webhook_versions: { rule: 'kept', what: 'one counter for each tenant and mode' },
  // Internal state of the processes.
  shards: { rule: 'kept', what: '64 rows of earlier versions, which nothing reads' },
  nodes: { rule: 'time', column: 'alive_until', key: ['id'] },
  egress_nodes: { rule: 'time', column: 'listed_until', key: ['node'] },
  heartbeats: { rule: 'kept', what: 'one row' },
  leases: { rule: 'kept', what: 'one row for each lease that a process has' },
  chores: { rule: 'kept', what: 'when each job is due' },
  migrations: { rule: 'kept', what: 'the history of the schema' },
} as const satisfies Record<string, ExpiryRule>;
