import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newProcessId } from '../platform/process-id.ts';
import { makeWorkFolder } from './work-folder.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'winkwire-work-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

const beginning = '.winkwire-backup-';
const pidOfDead = () => spawnSync(process.execPath, ['--version']).pid;

function addFolder(name: string, owner?: string): string {
  const path = join(parent, beginning + name);
  mkdirSync(path);
  writeFileSync(join(path, 'database.sqlite'), 'data of users');
  if (owner !== undefined) writeFileSync(join(path, 'process'), owner);
  return path;
}

test('a work folder is removed at the end, with everything in it', async () => {
  {
    await using folder = await makeWorkFolder(parent, beginning);
    writeFileSync(join(folder.path, 'database.sqlite'), '');
    expect(readdirSync(parent)).toHaveLength(1);
  }
  expect(readdirSync(parent)).toEqual([]);
});

test('the folder of a process that was killed is removed, and no folder that may be in use', async () => {
  const own = newProcessId();
  const [host, namespace] = own.split('/');
  const dead = addFolder('dead', `${host}/${namespace}/${pidOfDead()}/abcd`);
  const kept = [
    addFolder('living', `${host}/${namespace}/${process.ppid}/abcd`),
    addFolder('same-process', own),
    addFolder('other-machine', `other/${namespace}/${pidOfDead()}/abcd`),
    addFolder('new'),
  ];
  await using _folder = await makeWorkFolder(parent, beginning);
  expect(existsSync(dead)).toBe(false);
  for (const path of kept) expect(existsSync(path), path).toBe(true);
});

test('a link that looks like a leftover leads the removal nowhere', async () => {
  const [host, namespace] = newProcessId().split('/');
  const elsewhere = mkdtempSync(join(tmpdir(), 'winkwire-elsewhere-'));
  writeFileSync(join(elsewhere, 'process'), `${host}/${namespace}/${pidOfDead()}/abcd`);
  symlinkSync(elsewhere, join(parent, `${beginning}link`));
  await using _folder = await makeWorkFolder(parent, beginning);
  expect(readdirSync(elsewhere)).toEqual(['process']);
  rmSync(elsewhere, { recursive: true });
});
