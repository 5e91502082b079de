import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { hostileFiles } from '../../testing/hostile-files.ts';
import { childrenOf, peakOf } from '../../testing/process-cost.ts';
import { ReaderProcess } from './reader-process.ts';
import { startChild } from './start-child.ts';

const isLinux = process.platform === 'linux';

test.runIf(isLinux)('a child that is busy ends when its parent is killed', async () => {
  const script = new URL('../../testing/read-forever.ts', import.meta.url).pathname;
  const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(parent, 'exit');
  let child = 0;
  while (peakOf(child) < 130) {
    await pause(20);
    child = childrenOf(parent.pid as number)[0] ?? 0;
  }
  parent.kill('SIGKILL');
  await exited;
  while (peakOf(child) > 0) await pause(20);
});

test('a child has none of our environment variables, and can read only code', async () => {
  process.env.WINKWIRE_TEST_SECRET = 'secret';
  const child = startChild({ niceness: 0 });
  const flags = child.spawnargs;
  expect(flags).toContain('--permission');
  expect(
    flags.filter((flag) => flag.startsWith('--allow-')).every((flag) => /worker|fs-read=/.test(flag)),
  ).toBe(true);
  expect(flags.filter((flag) => /fs-read=/.test(flag) && !/node_modules$|packages\/$/.test(flag))).toEqual(
    [],
  );
  if (isLinux) {
    const { readFile } = await import('node:fs/promises');
    await once(child, 'spawn');
    expect(await readFile(`/proc/${child.pid}/environ`, 'latin1')).not.toContain('secret');
  }
  delete process.env.WINKWIRE_TEST_SECRET;
  child.kill('SIGKILL');
  await once(child, 'exit');
});

/** Code that makes Node fail to find a module, or a file of a package. */
const without = (specifier: string): string => `
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve: (name, context, next) =>
      name === '${specifier}'
        ? { url: 'file:///missing/' + name.split('/').at(-1), shortCircuit: true }
        : next(name, context),
  });`;

test.each([
  { what: 'the library for PDFs', task: 'inspect', missing: 'unpdf' },
  { what: 'the code that draws PDFs', task: 'draw', missing: '@embedpdf/pdfium/pdfium.wasm' },
  { what: 'the decoder of pictures', task: 'draw', missing: '@imagemagick/magick-wasm/magick.wasm' },
  { what: 'the recogniser', task: 'read', missing: 'tesseract.js' },
  { what: 'the data of the recogniser', task: 'read', missing: '@tesseract.js-data/eng/package.json' },
])('no file is called damaged because $what cannot be loaded', async ({ task, missing }) => {
  const isOfPdf = missing.includes('pdf');
  const bytes = await documentBytes(isOfPdf ? 'payslip-ryan.pdf' : 'payslip-george-photo.png');
  const entry = fileURLToPath(new URL('./child.ts', import.meta.url));
  const words = ['--import', `data:text/javascript,${encodeURIComponent(without(missing))}`, entry];
  const child = spawn(process.execPath, words, { env: {}, stdio: ['pipe', 'ignore', 'ignore', 'ipc'] });
  child.send({ task, format: isOfPdf ? 'PDF' : 'PNG', size: bytes.length });
  child.stdin?.write(bytes);
  const [reply] = await once(child, 'message');
  expect(reply).toMatchObject({ fault: 'BROKEN' });
  child.kill('SIGKILL');
  await once(child, 'exit');
});

test('a reader whose signal is already aborted reads nothing', async () => {
  await using reader = new ReaderProcess({ niceness: 0, signal: AbortSignal.abort() });
  const bytes = await documentBytes('payslip-ryan.pdf');
  await expect(reader.run({ task: 'read', format: 'PDF', bytes }, 60_000)).rejects.toThrow('closed');
});

test('there are many hostile files, and all of them are small', () => {
  const files = hostileFiles();
  expect(files.length).toBeGreaterThan(35);
  for (const { name, bytes } of files) expect([name, bytes.length < 4_000_000]).toEqual([name, true]);
});
