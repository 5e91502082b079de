import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Services } from '../../platform/services.ts';

interface Row {
  payload: string;
}

/**
 * Stores the state of the sandbox's OpenID provider in the database, so that any process can serve the next step of a
 * sign-in.
 */
export function createSandboxMemory({ store, now }: Pick<Services, 'store' | 'now'>, kind: string): Adapter {
  const find = async (column: 'id' | 'uid', value: string): Promise<AdapterPayload | undefined> => {
    // PostgreSQL cannot store such a text, so no row has it, and the query would fail.
    if (value.includes('\0') || !value.isWellFormed()) return undefined;
    const row = await store.get<Row>(
      `select payload from sandbox_sign_ins where ${column} = $1 and expires_at > $2`,
      [value, now()],
    );
    return row && JSON.parse(row.payload);
  };
  const keyOf = (id: string) => `${kind} ${id}`;
  return {
    async upsert(id, payload, expiresIn) {
      await store.run('delete from sandbox_sign_ins where expires_at <= $1', [now()]);
      await store.run(
        `insert into sandbox_sign_ins (id, payload, uid, grant_id, expires_at) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set payload = excluded.payload, uid = excluded.uid,
           grant_id = excluded.grant_id, expires_at = excluded.expires_at`,
        [
          keyOf(id),
          JSON.stringify(payload),
          kind === 'Session' ? (payload.uid ?? null) : null,
          payload.grantId ?? null,
          now() + (expiresIn || 600) * 1000,
        ],
      );
    },
    find: (id) => find('id', keyOf(id)),
    findByUid: (uid) => find('uid', uid),
    findByUserCode: async () => undefined,
    async consume(id) {
      const payload = await find('id', keyOf(id));
      if (!payload) return;
      const consumed = JSON.stringify({ ...payload, consumed: Math.floor(now() / 1000) });
      await store.run('update sandbox_sign_ins set payload = $2 where id = $1', [keyOf(id), consumed]);
    },
    async destroy(id) {
      await store.run('delete from sandbox_sign_ins where id = $1', [keyOf(id)]);
    },
    async revokeByGrantId(grantId) {
      await store.run('delete from sandbox_sign_ins where grant_id = $1', [grantId]);
    },
  };
}
