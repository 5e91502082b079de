import { hash, randomBytes } from 'node:crypto';

/** A new token with 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** The digest of a token. The database contains only digests, so a copy of the database cannot be used to sign in. */
export const tokenHash = (token: string): string => hash('sha256', token);
