import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settings } from '@winkwire/server/settings';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

const here = import.meta.dirname;
const read = (path: string): string => readFileSync(join(here, path), 'utf8');
const files = globSync('**/*', { cwd: here, withFileTypes: true })
  .filter((file) => file.isFile() && !file.name.endsWith('.test.ts'))
  .map((file) => join(file.parentPath, file.name));
const folder = mkdtempSync(join(tmpdir(), 'winkwire-deploy-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether a program is installed. This project does not install programs such as nginx and promtool. */
const has = (program: string): boolean => !spawnSync(program, ['--help']).error;
function run(
  program: string,
  words: string[],
  env: Record<string, string> = {},
): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(program, words, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, output: stdout + stderr };
}

test('every setting in a file of deploy/ is one of the server', () => {
  const known = new Set<string>(Object.values(settings).map(({ variable }) => variable));
  // Only the files for Docker Compose and Caddy use these two variables.
  for (const own of ['WINKWIRE_HOST', 'WINKWIRE_UPSTREAM']) known.add(own);
  const used = files.flatMap((file) => readFileSync(file, 'utf8').match(/\bWINKWIRE_[A-Z_]+/g) ?? []);
  expect(used.length).toBeGreaterThan(30);
  expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([]);
});

test('every metric in an alert or on the dashboard is one that docs/operating.md lists', () => {
  const listed = new Set(
    [...read('../docs/operating.md').matchAll(/^\| `(winkwire_\w+)`/gm)].map(([, name]) => name),
  );
  const used = ['prometheus/alerts.yml', 'grafana/dashboards/winkwire.json'].flatMap(
    (path) => read(path).match(/\bwinkwire_\w+/g) ?? [],
  );
  expect(used.length).toBeGreaterThan(20);
  expect([...new Set(used)].filter((name) => !listed.has(name.replace(/_bucket$/, '')))).toEqual([]);
});

test('a process is given the time that it needs to drain', () => {
  const milliseconds = (text: string, name: string) =>
    Number(new RegExp(`${name}[=:] ?(\\d+)`).exec(text)?.[1] ?? 0);
  const timeout = Number(settings.shutdownTimeout.default);
  const compose = parse(read('compose.yaml'), { merge: true });
  for (const name of ['api', 'deliver']) {
    const { environment, stop_grace_period: grace } = compose.services[name];
    const needed = Number(environment.WINKWIRE_SHUTDOWN_DELAY ?? 0) + timeout + 2000;
    expect(Number.parseInt(grace, 10) * 1000, name).toBeGreaterThanOrEqual(needed);
  }
  const kubernetes = read('kubernetes/kustomization.yaml');
  const needed =
    milliseconds(kubernetes, 'WINKWIRE_SHUTDOWN_DELAY') +
    milliseconds(kubernetes, 'WINKWIRE_SHUTDOWN_TIMEOUT') +
    2000;
  for (const path of ['kubernetes/api.yaml', 'kubernetes/deliver.yaml']) {
    expect(milliseconds(read(path), 'terminationGracePeriodSeconds') * 1000).toBeGreaterThanOrEqual(needed);
  }
  expect(milliseconds(read('winkwire.service'), 'TimeoutStopSec') * 1000).toBeGreaterThanOrEqual(
    timeout + 2000,
  );
});

test('every YAML file can be read', () => {
  for (const file of files.filter((path) => /\.ya?ml$/.test(path))) {
    const errors = parseAllDocuments(readFileSync(file, 'utf8'), { merge: true }).flatMap(
      (one) => one.errors,
    );
    expect(errors, file).toEqual([]);
  }
});

test.runIf(has('kubectl'))('kubectl renders the manifests, with the API and the delivery apart', () => {
  const { status, output } = run('kubectl', ['kustomize', join(here, 'kubernetes')]);
  expect({ status, output }).toMatchObject({ status: 0 });
  const rendered = parseAllDocuments(output).map((one) => one.toJS());
  const named = (kind: string) => rendered.filter((one) => one.kind === kind).map((one) => one.metadata.name);
  expect(named('Deployment').sort()).toEqual(['api', 'deliver']);
  expect(named('PodDisruptionBudget').sort()).toEqual(['api', 'deliver']);
});

test.runIf(has('systemd-analyze'))('systemd accepts the unit and rates it as well confined', () => {
  const unit = join(folder, 'winkwire.service');
  // `/usr/bin/node` may be missing on this machine. systemd would then refuse the unit.
  writeFileSync(unit, read('winkwire.service').replace('/usr/bin/node', process.execPath));
  const verified = run('systemd-analyze', ['verify', '--man=no', unit]);
  expect(verified.output.split('\n').filter((line) => line.includes('winkwire.service'))).toEqual([]);
  const { output } = run('systemd-analyze', ['security', '--offline=yes', '--threshold=20', unit]);
  const [, exposure] = /exposure level for winkwire.service: ([\d.]+)/.exec(output) ?? [];
  expect(Number(exposure), output).toBeLessThan(2);
});

test('the unit does not hide the id of the boot, which the id of a process contains', () => {
  expect(read('winkwire.service')).not.toMatch(/^ProcSubset=pid/m);
});

test('the unit permits the calls with which processes that read documents limit themselves', () => {
  const filters = [...read('winkwire.service').matchAll(/^SystemCallFilter=(.*)$/gm)].map(([, list]) => list);
  expect(filters.at(-1)?.split(' ')).toEqual(
    expect.arrayContaining(['setpriority', 'setrlimit', 'prlimit64']),
  );
});

test.runIf(has('nginx') && has('openssl'))('nginx accepts its site', () => {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    '/CN=localhost',
    '-keyout',
    key,
    '-out',
    certificate,
  ]);
  const site = read('proxy/nginx.conf')
    .replace('/etc/ssl/winkwire/fullchain.pem', certificate)
    .replace('/etc/ssl/winkwire/privkey.pem', key)
    // Ports 80 and 443 of this machine may be in use, so nginx gets Unix sockets instead.
    .replaceAll(/ *listen \[::\].*\n/g, '')
    .replaceAll(/listen (80|443)/g, `listen unix:${folder}/$1`);
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `pid ${folder}/nginx.pid; error_log stderr; events {} http { access_log off; ${site} }`,
  );
  expect(run('nginx', ['-t', '-q', '-c', file])).toMatchObject({ status: 0 });
});

test.runIf(has('caddy'))('Caddy accepts its site', () => {
  const words = ['adapt', '--adapter', 'caddyfile', '--validate', '--config', join(here, 'proxy/Caddyfile')];
  const env = { WINKWIRE_HOST: 'localhost', WINKWIRE_UPSTREAM: '127.0.0.1:8080', HOME: folder };
  expect(run('caddy', words, env)).toMatchObject({ status: 0 });
});

describe('alerts', () => {
  /** A system in which nothing is wrong: a value every 15 seconds for ten minutes. */
  const healthy: Record<string, string> = {
    'up{job="winkwire", instance="api"}': '1x40',
    'winkwire_oldest_due_seconds{instance="api"}': '0x40',
    'winkwire_http_requests_total{instance="api", status="200"}': '0+150x40',
    'winkwire_http_requests_total{instance="api", status="503"}': '0x40',
    'winkwire_endpoints{instance="api", state="closed"}': '5x40',
    'winkwire_endpoints{instance="api", state="open"}': '0x40',
    'winkwire_deliveries_waiting{instance="api", endpoint="active"}': '3x40',
    'winkwire_egress_failures_total{instance="api"}': '0x40',
    'winkwire_egress_verified{instance="api"}': '1x40',
    'winkwire_deliveries_held_total{instance="api"}': '0x40',
    'winkwire_database_up{instance="api"}': '1x40',
    'winkwire_mails_total{instance="api", outcome="refused"}': '0x40',
    'winkwire_mails_total{instance="api", outcome="sent"}': '0+1x40',
    'winkwire_oldest_document_seconds{instance="api"}': '0+1x40',
    'winkwire_leases_lost_total{instance="api", kind="shard"}': '0x40',
    'winkwire_certificate_seconds{instance="api"}': '5184000x40',
    'winkwire_disk_free_ratio{instance="api"}': '0.4x40',
  };
  /** For each alert, the time series during its fault. The fault usually begins after four minutes. */
  const faults: Record<string, Record<string, string>> = {
    WinkwireDown: { 'up{job="winkwire", instance="api"}': '1x15 0x24' },
    WinkwireDeliveriesStuck: { 'winkwire_oldest_due_seconds{instance="api"}': '0x15 61+15x24' },
    WinkwireDatabaseUnreachable: {
      'winkwire_database_up{instance="api"}': '1x15 0x24',
      'winkwire_oldest_due_seconds{instance="api"}': '0x15 _x24',
      'winkwire_leases_lost_total{instance="api", kind="shard"}': '0x18 64x21',
      'winkwire_http_requests_total{instance="api", status="503"}': '0x15 50+50x24',
    },
    WinkwireUnavailable: { 'winkwire_http_requests_total{instance="api", status="503"}': '0x15 50+50x24' },
    WinkwireEndpointFailing: {
      'winkwire_endpoints{instance="api", state="closed"}': '5x15 4x24',
      'winkwire_endpoints{instance="api", state="open"}': '0x15 1x24',
    },
    WinkwireEveryEndpointFailing: {
      'winkwire_endpoints{instance="api", state="closed"}': '5x15 0x24',
      'winkwire_endpoints{instance="api", state="open"}': '0x15 5x24',
    },
    WinkwireBacklogGrowing: {
      'winkwire_deliveries_waiting{instance="api", endpoint="active"}': '3x15 1500+1500x24',
    },
    WinkwireEgressLost: { 'winkwire_egress_failures_total{instance="api"}': '0x15 1+5x24' },
    WinkwireEgressUnverified: { 'winkwire_egress_verified{instance="api"}': '1x15 0x24' },
    WinkwireMailRefused: { 'winkwire_mails_total{instance="api", outcome="refused"}': '0x15 1x24' },
    WinkwireDocumentsStuck: { 'winkwire_oldest_document_seconds{instance="api"}': '0x15 15+15x24' },
    WinkwireLeaseLost: { 'winkwire_leases_lost_total{instance="api", kind="shard"}': '0x15 64x24' },
    WinkwireCertificateExpiring: { 'winkwire_certificate_seconds{instance="api"}': '1209660-15x40' },
    WinkwireDiskFull: { 'winkwire_disk_free_ratio{instance="api"}': '0.06x15 0.04x24' },
    WinkwireBodyDamaged: { 'winkwire_deliveries_held_total{instance="api"}': '0x15 1x24' },
  };
  const alerts: string[] = parse(read('prometheus/alerts.yml')).groups[0].rules.map(
    (rule: { alert: string }) => rule.alert,
  );

  test('each has a fault that fires it', () => {
    expect(Object.keys(faults).sort()).toEqual(alerts.toSorted());
  });

  test('each says what is wrong and what to do', () => {
    for (const { annotations } of parse(read('prometheus/alerts.yml')).groups[0].rules) {
      expect(annotations).toEqual({
        summary: expect.stringMatching(/\.$/),
        action: expect.stringMatching(/\.$/),
      });
    }
  });

  test.runIf(has('promtool'))(
    'each fault fires only its own alert within two minutes, and without a fault no alert fires',
    () => {
      const seriesOf = (changed: Record<string, string>) =>
        Object.entries({ ...healthy, ...changed }).map(([series, values]) => ({ series, values }));
      const expected = (fired: string | null) =>
        alerts.map((alertname) => ({
          expr: `count(ALERTS{alertname="${alertname}", alertstate="firing"}) or vector(0)`,
          eval_time: '6m',
          exp_samples: [{ labels: '{}', value: alertname === fired ? 1 : 0 }],
        }));
      const onlyEndpoint = {
        'winkwire_endpoints{instance="api", state="closed"}': '1x15 0x24',
        'winkwire_endpoints{instance="api", state="open"}': '0x15 1x24',
      };
      const cases = [
        [null, {}] as const,
        ...Object.entries(faults),
        ['WinkwireEndpointFailing', onlyEndpoint] as const,
      ];
      const tests = cases.map(([fault, changed]) => ({
        name: fault ?? 'nothing is wrong',
        interval: '15s',
        input_series: seriesOf(changed),
        promql_expr_test: expected(fault),
      }));
      const file = join(folder, 'alerts.test.json');
      const rules = [join(here, 'prometheus/alerts.yml')];
      writeFileSync(file, JSON.stringify({ rule_files: rules, evaluation_interval: '15s', tests }));
      expect(run('promtool', ['test', 'rules', file])).toEqual({ status: 0, output: expect.any(String) });
    },
  );
});
