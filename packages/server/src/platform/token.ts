import { hash, randomBytes } from 'node:crypto';

/** With 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** The database has only digests, so a copy of it cannot be used to sign in. */
export const tokenHash = (token: string): string => hash('sha256', token);
