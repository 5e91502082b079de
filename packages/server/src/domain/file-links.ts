// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty, and the expression has matched
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import type { Queries } from '../store/store.ts';
import { findOwnFiles } from './files.ts';

type LinkServices = Pick<Services, 'config' | 'encryptionKeys' | 'publicUrl' | 'now'>;

export interface FileLink {
  id: string;
  /** Seconds since 1970. */
  expires: number;
  signature: string;
}

/** The link works only for a short time, because anyone who has it can read the file, and links end up in logs. */
export function fileLink(services: LinkServices, file: { id: string; name: string }): string {
  const expires = Math.floor(services.now() / 1000) + services.config.fileLinkSeconds;
  const signature = sign(services.encryptionKeys[0]!, file.id, expires);
  // The name is only for people. The file is found by its id, and a header of the response has its full name.
  const name = file.name.replace(/[^\w.-]+/g, '_').slice(-80);
  return `${services.publicUrl}/files/${file.id}/${name}?expires=${expires}&signature=${signature}`;
}

/**
 * Whether a link is genuine, and whether it has expired. Any configured key may have signed it. A link that would be
 * valid for longer than a new link counts as expired.
 */
export function judgeFileLink(
  services: Pick<LinkServices, 'config' | 'encryptionKeys' | 'now'>,
  link: FileLink,
): 'good' | 'expired' | 'forged' {
  if (!isGenuine(services, link)) return 'forged';
  const remaining = link.expires - services.now() / 1000;
  return remaining > 0 && remaining <= services.config.fileLinkSeconds ? 'good' : 'expired';
}

/**
 * Replaces the old links in stored data with new ones to the caller's files.
 *
 * A signature does not show a file's owner, so owners are read from the database: stored data may contain a genuine
 * link to somebody else's file.
 */
export async function withNewFileLinks<Value>(
  services: LinkServices,
  { queries, caller }: { queries: Queries; caller: Caller },
  value: Value,
): Promise<Value> {
  const text = JSON.stringify(value);
  const linked = new Set<string>();
  const copy: Value = JSON.parse(text, (name, url) => {
    const link = readLink(name, url);
    if (link) linked.add(link.id);
    return url;
  });
  if (linked.size === 0) return copy;
  const own = await findOwnFiles(queries, caller, [...linked]);
  return JSON.parse(text, (name, url) => {
    const link = readLink(name, url);
    return link && own.has(link.id) ? fileLink(services, link) : url;
  });
}

function readLink(name: string, url: unknown): { id: string; name: string } | undefined {
  if (name !== 'fileUrl' || typeof url !== 'string') return undefined;
  const link = /\/files\/([^/?]+)\/([^/?]+)\?expires=\d+&signature=[\w-]+$/.exec(url);
  return link ? { id: link[1]!, name: link[2]! } : undefined;
}

function isGenuine({ encryptionKeys }: Pick<LinkServices, 'encryptionKeys'>, link: FileLink): boolean {
  const given = Buffer.from(link.signature);
  return encryptionKeys.some((key) => {
    const expected = Buffer.from(sign(key, link.id, link.expires));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}

function sign(secretsKey: Uint8Array, id: string, expires: number): string {
  // The key is derived, because the key that encrypts secrets must never sign anything.
  const key = Buffer.from(hkdfSync('sha256', secretsKey, '', 'winkwire file links', 32));
  return createHmac('sha256', key).update(`${id}.${expires}`).digest('base64url');
}
