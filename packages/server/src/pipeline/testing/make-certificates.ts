import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  certificate: string;
  key: string;
}

export interface Issuing {
  /** The certificate's validity, as `YYMMDDhhmmssZ`. By default, it is valid for two days from now. */
  valid?: [from: string, to: string];
  extensions?: string[];
  /** A key of 1024 bits (RSA). */
  weak?: boolean;
}

export interface Authority extends Disposable {
  /** The authority's own certificate. */
  ca: string;
  own: Certificate;
  /**
   * Issues a certificate for a server at `alternatives`, such as `IP:127.0.0.1`. Without `alternatives`, it is for a
   * client.
   */
  issue(name: string, alternatives?: string[], issuing?: Issuing): Certificate;
  /** An authority that this one has signed. The files of both are removed together. */
  intermediate(name: string): Authority;
}

const elliptic = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const weak = ['-newkey', 'rsa:1024', '-nodes'];

/** Before OpenSSL 3.4, only `openssl ca` could set when a certificate becomes valid. */
const settings = `[ca]
default_ca = ours
[ours]
database = issued.txt
new_certs_dir = .
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
[any]
commonName = supplied
`;

export function makeAuthority(name: string): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-ca-'));
  writeFileSync(join(folder, 'ca.cnf'), settings);
  writeFileSync(join(folder, 'issued.txt'), '');
  openssl(
    folder,
    'req',
    '-x509',
    ...elliptic,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
  );
  return authorityOf(folder, 'ca');
}

const openssl = (folder: string, ...words: string[]) =>
  execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });

/** The authority with the files `<own>.pem` and `<own>.key`. */
function authorityOf(folder: string, own: string): Authority {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  let issued = 0;
  const sign = (subject: string, extensions: string[], { valid, weak: isWeak }: Issuing = {}): string => {
    const file = `${own}-${++issued}`;
    const key = isWeak ? weak : elliptic;
    openssl(
      folder,
      'req',
      ...key,
      '-keyout',
      `${file}.key`,
      '-out',
      `${file}.csr`,
      '-subj',
      `/CN=${subject}`,
    );
    writeFileSync(join(folder, `${file}.ext`), `${extensions.join('\n')}\n`);
    const [from, to] = valid ?? [];
    const validity = from && to ? ['-startdate', from, '-enddate', to] : ['-days', '2'];
    const by = ['-batch', '-config', 'ca.cnf', '-cert', `${own}.pem`, '-keyfile', `${own}.key`, '-notext'];
    const out = ['-in', `${file}.csr`, '-out', `${file}.pem`, '-extfile', `${file}.ext`];
    openssl(folder, 'ca', ...by, ...out, ...validity);
    return file;
  };
  const certificate = read(`${own}.pem`);
  return {
    ca: certificate,
    own: { certificate, key: read(`${own}.key`) },
    issue(subject, alternatives = [], issuing = {}) {
      const names = alternatives.length > 0 ? [`subjectAltName=${alternatives.join(',')}`] : [];
      const extensions = ['basicConstraints=CA:FALSE', ...names, ...(issuing.extensions ?? [])];
      const file = sign(subject, extensions, issuing);
      return { certificate: read(`${file}.pem`), key: read(`${file}.key`) };
    },
    intermediate: (subject) => authorityOf(folder, sign(subject, ['basicConstraints=critical,CA:TRUE'])),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
