import type { Store } from '@winkwire/server/store/store';

interface Scope {
  tenantId: string;
  mode: string;
}

const partSize = 20_000;
const period = 30 * 24 * 60 * 60 * 1000;
export const eventsOfSession = 8;
const screen = `{"eventName":"LoginPageOpened","eventTime":"2026-04-21T09:30:00Z","mode":"SANDBOX","userId":"u","account":{"providerId":"p-1"},"archive":{}}`;
const options = `{"templateId":null,"companyName":"Acme Lending","providers":[],"topProviders":[],"language":"en"}`;

/** Writes `count` sessions of the last 30 days, each with eight callbacks. One in 5,000 has the provider `p-rare`. */
export async function fillSessions(
  store: Store,
  { tenantId, mode }: Scope,
  { count, open }: { count: number; open: number },
): Promise<void> {
  const now = Date.now();
  const step = period / count;
  const isSqlite = store.engine === 'sqlite';
  const at = `cast(${now - period} + n * ${step} as bigint)`;
  const id = isSqlite ? `printf('ws-%032x', n)` : `'ws-' || lpad(to_hex(n), 32, '0')`;
  const insert = async (into: string, selected: string) => {
    for (let from = 1; from <= count; from += partSize) {
      const to = Math.min(count, from + partSize - 1);
      const numbers = isSqlite
        ? `(with recursive c(n) as (select ${from} union all select n + 1 from c where n < ${to}) select n from c)`
        : `(select generate_series(${from}::bigint, ${to}) as n)`;
      await store.run(`insert into ${into} ${selected.replace('NUMBERS', `${numbers} numbers`)}`);
    }
  };
  const isOpen = `n > ${count - open}`;
  await insert(
    `sessions (id, tenant_id, mode, user_id, token_hash, status, host_origin, options, callback_sequence, created_at,
       expires_at, ended_at, template_id, device, provider_id, last_screen, step, outcome, error_code, seen_at, silent_at)`,
    `select ${id}, '${tenantId}', '${mode}', 'u-' || (n % 50000), 'h-' || n,
       case when ${isOpen} then 'IN_PROGRESS' else 'COMPLETED' end, 'https://acme.example', '${options}',
       ${eventsOfSession}, ${at}, ${at} + 86400000, case when ${isOpen} then null else ${at} + 60000 end,
       case n % 4 when 0 then null else 'wtpl-' || (n % 4) end,
       case n % 5 when 0 then 'DESKTOP' when 1 then 'TABLET' when 2 then 'WEBVIEW' else 'PHONE' end,
       case when n % 5000 = 1 then 'p-rare' else 'p-' || (n % 11) end, 'LoginPageOpened', n % 6,
       case when n % 5000 = 0 then 'NEVER_OPENED' when n % 10 = 1 then 'FAILED' when n % 3 = 0 then 'LEFT'
         else 'CONNECTED' end,
       case when n % 10 = 1 then 'ACCOUNT_LOCKED' end, ${at}, ${now} + 86400000 from NUMBERS`,
  );
  for (let sequence = 1; sequence <= eventsOfSession; sequence++) {
    await insert(
      'callbacks (session_id, sequence, tenant_id, mode, user_id, event_id, name, arguments, at)',
      `select ${id}, ${sequence}, '${tenantId}', '${mode}', 'u-' || (n % 50000), 'et-' || n || '-${sequence}', 'onUIEvent',
         '${screen}', ${at} + ${sequence * 5000} from NUMBERS`,
    );
  }
}
