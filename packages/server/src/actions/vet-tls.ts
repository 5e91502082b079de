import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { TlsSettings } from '../domain/endpoint.ts';
import { Failure } from '../platform/failure.ts';

/** Refuses what no connection could be made with, with INVALID_PARAMETERS: at the first event it would be too late. */
export function vetTls({ ca, certificate, key }: TlsSettings): void {
  if (ca !== undefined) readCertificates('tls.ca', ca);
  if ((certificate === undefined) !== (key === undefined)) {
    throw refused('tls', 'certificate and key are given together');
  }
  if (certificate === undefined || key === undefined) return;
  const [own] = readCertificates('tls.certificate', certificate);
  if (!own!.checkPrivateKey(readKey(key))) throw refused('tls.key', 'it is not the key of the certificate');
  try {
    createSecureContext({ ca, cert: certificate, key });
  } catch (error) {
    // Such as a key that is too short to be accepted anywhere.
    throw refused('tls', `it cannot be used (${(error as Error).message})`);
  }
}

const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** All of a PEM: an authority may come with others, a certificate with those that link it to its authority. */
function readCertificates(field: string, text: string): X509Certificate[] {
  const blocks = text.match(pem) ?? [];
  if (blocks.length === 0) throw refused(field, 'a PEM certificate begins with -----BEGIN CERTIFICATE-----');
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block);
    } catch {
      throw refused(field, `certificate ${index + 1} cannot be read`);
    }
  });
}

function readKey(text: string): KeyObject {
  if (text.includes('ENCRYPTED')) throw refused('tls.key', 'it must not need a passphrase');
  try {
    return createPrivateKey(text);
  } catch {
    throw refused('tls.key', 'it is not the PEM of a private key');
  }
}

const refused = (field: string, problem: string): Failure =>
  new Failure('INVALID_PARAMETERS', `${field}: ${problem}.`);
