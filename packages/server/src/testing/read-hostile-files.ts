import { setTimeout as pause } from 'node:timers/promises';
import { documentBytes } from './archive-services.ts';
import type { HostileFile } from './hostile-files.ts';
import { childrenOf, cpuSecondsOf, peakOf } from './process-cost.ts';
import type { ServerProcess } from './server-process.ts';
import { callAt } from './test-server.ts';

export interface HostileRow {
  name: string;
  bytes: number;
  /** The final status and the error message of the archive or, if the upload was refused, of the response. */
  result: string;
  milliseconds: number;
  /** The CPU time of all child processes. It is read every 10 ms, so the last few ms may be missing. */
  cpuSeconds: number;
  /** The peak memory of the server since it started, in MB. */
  server: number;
  /** The peak memory of the largest child process for this file, in MB. */
  child: number;
}

export async function readHostileFiles(server: ServerProcess, files: HostileFile[]): Promise<HostileRow[]> {
  const rows: HostileRow[] = [];
  for (const file of files) {
    const startedAt = performance.now();
    const watch = watchChildren(server.pid);
    const result = await readOne(server.url, file);
    rows.push({
      name: file.name,
      bytes: file.bytes.length,
      result,
      milliseconds: Math.round(performance.now() - startedAt),
      cpuSeconds: watch.cpuSeconds(),
      server: peakOf(server.pid),
      child: watch.end(),
    });
  }
  return rows;
}

async function readOne(url: string, file: HostileFile): Promise<string> {
  const sent = await send(url, file);
  return sent.status === 200 ? endOf(url, sent.body.data.id) : `${sent.status}: ${sent.body.message}`;
}

/** If `userId` is null, a new user uploads the file. */
const send = (url: string, { name, format, bytes }: HostileFile, userId: string | null = null) =>
  callAt(url)('/v1/archives', {
    method: 'POST',
    body: {
      userId,
      fileType: 'PAYSLIP',
      rawFiles: [
        {
          fileName: name,
          fileExtensionType: format,
          fileContent: Buffer.from(bytes).toString('base64'),
        },
      ],
    },
  });

async function endOf(url: string, id: string): Promise<string> {
  for (;;) {
    const { state } = (await callAt(url)(`/v1/archives/${id}`)).body.data;
    if (state.status !== 'STARTED') return `${state.status}: ${state.errorMessage}`;
    await pause(50);
  }
}

function watchChildren(pid: number) {
  let peak = 0;
  const seconds = new Map<number, number>();
  const timer = setInterval(() => {
    for (const child of childrenOf(pid)) {
      peak = Math.max(peak, peakOf(child));
      seconds.set(child, Math.max(seconds.get(child) ?? 0, cpuSecondsOf(child)));
    }
  }, 10);
  return {
    cpuSeconds: () => Number([...seconds.values()].reduce((sum, each) => sum + each, 0).toFixed(1)),
    end() {
      clearInterval(timer);
      return peak;
    },
  };
}

export const tableOf = (rows: HostileRow[]): string =>
  [
    '| file | bytes | result | ms | CPU s of the children | server, MB | child, MB |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${Object.values(row).join(' | ')} |`),
  ].join('\n');

/** Uploads hostile files, and then a payslip of another user. Returns how long the payslip takes, in ms. */
export async function goodBesideHostile(url: string, hostile: HostileFile[]): Promise<number> {
  const call = callAt(url);
  const newUser = async (): Promise<string> =>
    (await call('/v1/users', { method: 'POST', body: {} })).body.data.user.id;
  const hostileUser = await newUser();
  for (const file of hostile) await send(url, file, hostileUser);
  const startedAt = performance.now();
  const bytes = await documentBytes('payslip-ryan.pdf');
  const sent = await send(url, { name: 'payslip', format: 'PDF', bytes }, await newUser());
  const result = await endOf(url, sent.body.data.id);
  if (!result.startsWith('ANALYZED')) throw new Error(result);
  return performance.now() - startedAt;
}
