import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CommandFailure } from './command-failure.ts';

const packages = fileURLToPath(new URL('../../', import.meta.url));

/** The folders with the built browser code. A missing one is built first, which takes seconds. */
export async function builtAssets(): Promise<{ widget: string; portal: string }> {
  return { widget: await built('widget'), portal: await built('portal') };
}

async function built(name: string): Promise<string> {
  const folder = `${packages}${name}/dist`;
  if (!existsSync(folder)) {
    process.stdout.write(`Building the ${name} for the first time.\n`);
    await build(`${packages}${name}`);
  }
  return folder;
}

function build(folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', 'build', '--silent'], {
      cwd: folder,
      // If NODE_ENV is not `production`, the build includes code for development and exceeds its size limit.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else {
        // The next start would serve the incomplete files of the failed build.
        rmSync(`${folder}/dist`, { recursive: true, force: true });
        reject(new CommandFailure(`\`npm run build\` failed in ${folder}:\n${output}`));
      }
    });
  });
}
