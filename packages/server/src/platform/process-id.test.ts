import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { isKnownDead, newProcessId, retireProcessId } from './process-id.ts';

const withPid = (id: string, pid: number | undefined): string => {
  const [host, place] = id.split('/');
  return `${host}/${place}/${pid}/0a1b2c3d`;
};
/** The pid of a process that has just ended. */
const pidOfDead = (): number => spawnSync('true').pid;

test('a process is known to be dead only if it ran on this machine and has ended', () => {
  const own = newProcessId();
  expect(isKnownDead(own)).toBe(false);
  expect(isKnownDead(withPid(own, process.ppid))).toBe(false);
  expect(isKnownDead(withPid(own, pidOfDead()))).toBe(true);
  expect(isKnownDead(withPid(own, process.pid))).toBe(true);
  retireProcessId(own);
  expect(isKnownDead(own)).toBe(true);
});

test('a process of another machine with the same host name is not known to be dead', () => {
  const [host, place] = newProcessId().split('/');
  const pids = [process.pid, pidOfDead()];
  const elsewhere = [
    place!.replace(/[^:]*$/, '00000000'),
    // An older version of Winkwire does not write the boot.
    place!.replace(/:[^:]*$/, ''),
    `${place}0`,
  ];
  for (const pid of pids) {
    for (const other of elsewhere) expect(isKnownDead(`${host}/${other}/${pid}/0a1b2c3d`), other).toBe(false);
  }
});

/** Runs a program as a service of systemd with `ProcSubset=pid`, which hides the boot. */
const withHiddenBoot = (...words: string[]) => {
  const script = 'mount -t proc -o subset=pid proc /proc && exec "$@"';
  return spawnSync('unshare', ['--mount', 'sh', '-c', script, 'sh', ...words], { encoding: 'utf8' });
};
const mayHideBoot = withHiddenBoot('true').status === 0;

test.runIf(mayHideBoot)('where the boot cannot be read, no other process is known to be dead', () => {
  const evaluate = (expression: string): string => {
    const script = `import('${import.meta.dirname}/process-id.ts').then((ids) => console.log(ids.${expression}))`;
    return withHiddenBoot(process.execPath, '-e', script).stdout.trim();
  };
  const dead = evaluate('newProcessId()');
  expect(dead).toMatch(/^[^/]+\/pid:\[\d+\]:[^/]*\/\d+\/[0-9a-f]{8}$/);
  expect(evaluate(`isKnownDead('${dead}')`)).toBe('false');
});
