import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@winkwire/server/testing/free-port';
import { waitFor } from '../../../scripts/wait-for.ts';

const rules = fileURLToPath(new URL('../../../deploy/prometheus/alerts.yml', import.meta.url));

export interface Prometheus extends AsyncDisposable {
  firing(): Promise<string[]>;
}

/** Starts a Prometheus that scrapes one server. Resolves after the first successful scrape. */
export async function startPrometheus(port: number): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-prometheus-'));
  const own = await freePort();
  writeFileSync(
    join(folder, 'prometheus.yml'),
    JSON.stringify({
      global: { scrape_interval: '5s', evaluation_interval: '5s' },
      rule_files: [rules],
      scrape_configs: [{ job_name: 'winkwire', static_configs: [{ targets: [`127.0.0.1:${port}`] }] }],
    }),
  );
  const words = [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`];
  const child = spawn('prometheus', [...words, `--web.listen-address=127.0.0.1:${own}`], { stdio: 'ignore' });
  const read = async <Data>(path: string): Promise<Data> => {
    const response = await fetch(`http://127.0.0.1:${own}/api/v1/${path}`);
    return ((await response.json()) as { data: Data }).data;
  };
  const isScraping = async (): Promise<boolean> => {
    const up = await read<{ result: { value: [number, string] }[] }>('query?query=up').catch(() => undefined);
    return up?.result[0]?.value[1] === '1';
  };
  const missing = () => 'Prometheus does not scrape the server.';
  await waitFor(isScraping, { limitMs: 60_000, missing });
  return {
    async firing() {
      const { alerts } = await read<{ alerts: { state: string; labels: { alertname: string } }[] }>('alerts');
      return [
        ...new Set(alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels.alertname)),
      ];
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
