import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  certificate: string;
  key: string;
}

export interface Authority extends Disposable {
  /** Its own certificate. */
  ca: string;
  /** A certificate that it signs, for servers at these addresses or names, or for a client. */
  issue(name: string, alternatives?: string[]): Certificate;
}

/** A certificate authority of one's own, by OpenSSL. */
export function makeAuthority(name: string): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-ca-'));
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
  );
  let issued = 0;
  return {
    ca: read('ca.pem'),
    issue(subject, alternatives = []) {
      const file = `issued-${++issued}`;
      openssl('req', ...newKey, '-keyout', `${file}.key`, '-out', `${file}.csr`, '-subj', `/CN=${subject}`);
      const names = alternatives.length > 0 ? `subjectAltName=${alternatives.join(',')}\n` : '';
      writeFileSync(join(folder, `${file}.ext`), `basicConstraints=CA:FALSE\n${names}`);
      const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
      const out = ['-out', `${file}.pem`, '-days', '2', '-extfile', `${file}.ext`];
      openssl('x509', '-req', '-in', `${file}.csr`, ...by, ...out);
      return { certificate: read(`${file}.pem`), key: read(`${file}.key`) };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}
