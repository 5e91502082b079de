// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { createHash, hkdfSync } from 'node:crypto';
import { newId } from '@winkwire/contract/ids';
import type { Mode } from '@winkwire/contract/modes';
import type { Token } from '@winkwire/contract/resources/token';
import { timestamp } from '@winkwire/contract/timestamp';
import { jwtVerify, SignJWT } from 'jose';
import type { Config } from '../config.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';

export interface LinkToken extends Caller {
  /** `tk-...` */
  tokenId: string;
  userId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

const issuer = 'winkwire';
const algorithm = 'HS256';

/**
 * Stores a token and deletes the user's expired ones. The signed form is not stored. The token is valid until its row
 * expires or is deleted.
 */
export async function addToken(
  transaction: Transaction,
  config: Pick<Config, 'tokenSeconds'>,
  owner: Caller & { userId: string; now: number },
): Promise<LinkToken> {
  const { tenantId, mode, userId, now } = owner;
  const token = {
    tokenId: newId('token'),
    tenantId,
    mode,
    userId,
    expiresAt: now + config.tokenSeconds * 1000,
  };
  await transaction.run(
    'delete from tokens where tenant_id = $1 and mode = $2 and user_id = $3 and expires_at <= $4',
    [tenantId, mode, userId, now],
  );
  await transaction.run(
    'insert into tokens (id, tenant_id, mode, user_id, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)',
    [token.tokenId, tenantId, mode, userId, now, token.expiresAt],
  );
  return token;
}

/** Call this outside of transactions, because on SQLite an open transaction blocks every other writer. */
export async function tokenResource(
  { encryptionKeys, now }: Pick<Services, 'encryptionKeys' | 'now'>,
  { tokenId, tenantId, mode, userId, expiresAt }: LinkToken,
): Promise<Token> {
  const key = signingKeys(encryptionKeys)[0]!;
  const accessToken = await new SignJWT({ tenantId, mode })
    .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: key.id })
    .setIssuer(issuer)
    .setSubject(userId)
    .setJti(tokenId)
    .setIssuedAt(Math.floor(now() / 1000))
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(key.bytes);
  return { id: tokenId, expiresAt: timestamp(expiresAt), mode, accessToken };
}

/** One message for all reasons, so that it does not reveal which check failed. */
export const unusableToken = (): Failure =>
  new Failure(
    'INVALID_TOKEN',
    'The userToken is wrong, used or expired, or its user was erased. Create one for each opening with POST /v1/tokens.',
  );

type TokenServices = Pick<Services, 'store' | 'encryptionKeys' | 'now'>;

/** Throws INVALID_TOKEN if the token is not ours, has expired, or has been used or deleted. */
export async function verifyLinkToken(services: TokenServices, accessToken: string): Promise<LinkToken> {
  const { isUsed, ...token } = await readLinkToken(services, accessToken);
  if (isUsed) throw unusableToken();
  return token;
}

/**
 * Also reads a token that has been used. It identifies the user, but must not open a new session. Throws INVALID_TOKEN
 * if the token is not ours or has expired.
 */
export async function readLinkToken(
  services: TokenServices,
  accessToken: string,
): Promise<LinkToken & { isUsed: boolean }> {
  const token = await verifySignature(services, accessToken);
  const row = await services.store.get<{ expires_at: number }>(
    'select expires_at from tokens where id = $1 and tenant_id = $2 and mode = $3 and user_id = $4',
    [token.tokenId, token.tenantId, token.mode, token.userId],
  );
  if (!row) return { ...token, isUsed: true };
  const expiresAt = Number(row.expires_at);
  if (expiresAt <= services.now()) throw unusableToken();
  return { ...token, expiresAt, isUsed: false };
}

/** A token may open, resume or renew a session only once: of concurrent callers, exactly one gets true. */
export async function consumeToken(transaction: Transaction, tokenId: string): Promise<boolean> {
  return (await transaction.run('delete from tokens where id = $1', [tokenId])) > 0;
}

async function verifySignature(
  services: Pick<Services, 'encryptionKeys' | 'now'>,
  accessToken: string,
): Promise<LinkToken> {
  const keys = signingKeys(services.encryptionKeys);
  try {
    const { payload } = await jwtVerify<{ tenantId: string; mode: Mode }>(
      accessToken,
      (header) => (keys.find(({ id }) => id === header.kid) ?? keys[0]!).bytes,
      { issuer, algorithms: [algorithm], currentDate: new Date(services.now()) },
    );
    const { jti, sub, exp, tenantId, mode } = payload;
    if (jti && sub && exp) return { tokenId: jti, userId: sub, expiresAt: exp * 1000, tenantId, mode };
  } catch {
    // See `unusableToken`.
  }
  throw unusableToken();
}

/** Signing keys are derived, so that a signature reveals nothing about an encryption key. */
function signingKeys(encryptionKeys: readonly Buffer[]): { id: string; bytes: Uint8Array }[] {
  return encryptionKeys.map((key) => {
    const bytes = new Uint8Array(hkdfSync('sha256', key, '', 'winkwire link token', 32));
    return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
  });
}

export const expireTokens = (transaction: Transaction, owner: Caller & { userId: string; now: number }) =>
  transaction.run(
    'update tokens set expires_at = $4 where tenant_id = $1 and mode = $2 and user_id = $3 and expires_at > $4',
    [owner.tenantId, owner.mode, owner.userId, owner.now],
  );
