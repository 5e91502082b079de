// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Services } from '../platform/services.ts';

type Keys = Pick<Services, 'encryptionKeys'>;

/** Creates a link that downloads one file until `expiresAt`, in milliseconds since 1970. */
export function fileLink(
  services: Pick<Services, 'encryptionKeys' | 'publicUrl'>,
  file: { id: string; name: string; expiresAt: number },
): string {
  const expires = Math.floor(file.expiresAt / 1000);
  const signature = sign(services.encryptionKeys[0]!, file.id, expires);
  // The name is in the URL only for people. The file is found by its id, and a header of the response has its full
  // name.
  const name = file.name.replace(/[^\w.-]+/g, '_').slice(-80);
  return `${services.publicUrl}/files/${file.id}/${name}?expires=${expires}&signature=${signature}`;
}

/** Whether a link is genuine and has not expired. Signatures with former keys are accepted too. */
export function isGoodFileLink(
  services: Keys & Pick<Services, 'now'>,
  link: { id: string; expires: number; signature: string },
): boolean {
  const given = Buffer.from(link.signature);
  const ours = services.encryptionKeys.some((key) => {
    const expected = Buffer.from(sign(key, link.id, link.expires));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return ours && link.expires * 1000 > services.now();
}

function sign(secretsKey: Uint8Array, id: string, expires: number): string {
  // The key is derived, because the key that encrypts secrets must never sign anything.
  const key = Buffer.from(hkdfSync('sha256', secretsKey, '', 'winkwire file links', 32));
  return createHmac('sha256', key).update(`${id}.${expires}`).digest('base64url');
}
