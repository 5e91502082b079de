// biome-ignore-all lint/style/noNonNullAssertion: a key is accepted only with a certificate
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { TlsSettings } from '../domain/endpoint.ts';
import { Failure } from '../platform/failure.ts';

/** Throws INVALID_PARAMETERS for TLS settings with which every delivery would fail. */
export function vetTls({ ca, certificate, key }: TlsSettings): void {
  if (ca !== undefined) readCertificates('tls.ca', ca);
  if ((certificate === undefined) !== (key === undefined)) {
    throw refused('tls', 'certificate and key have to be given together');
  }
  if (certificate === undefined || key === undefined) return;
  const [own] = readCertificates('tls.certificate', certificate);
  if (!own!.checkPrivateKey(readKey(key))) throw refused('tls.key', 'does not belong to the certificate');
  try {
    createSecureContext({ ca, cert: certificate, key });
  } catch (error) {
    // For example, OpenSSL refuses a key that is too short.
    throw refused('tls', `cannot be used (${(error as Error).message})`);
  }
}

const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** A PEM text may contain several certificates. */
function readCertificates(field: string, text: string): X509Certificate[] {
  const blocks = text.match(pem) ?? [];
  if (blocks.length === 0)
    throw refused(field, 'has to be a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----');
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block);
    } catch {
      throw refused(field, `certificate ${index + 1} cannot be read`);
    }
  });
}

function readKey(text: string): KeyObject {
  if (text.includes('ENCRYPTED')) throw refused('tls.key', 'must not need a passphrase');
  try {
    return createPrivateKey(text);
  } catch {
    throw refused('tls.key', 'is not the PEM of a private key');
  }
}

const refused = (field: string, reason: string): Failure =>
  new Failure('INVALID_PARAMETERS', `${field}: ${reason}.`);
