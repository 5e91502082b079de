import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { Path } from './simple-paths.ts';
import { walkReport } from './walk-report.ts';

export interface WalkPart {
  shard: number;
  shards: number;
  /** The paths that were walked to their end, as indexes in the list of all paths. */
  walked: number[];
  seconds: number;
  /** The version of Chromium. */
  version: string;
}

/** The folder for the results of the parts, until all parts have been walked. */
const folder = new URL('walk-parts/', import.meta.url);

export async function keepWalkPart(part: WalkPart): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${part.shard}-of-${part.shards}.json`, folder), JSON.stringify(part));
}

/** When every part has ended, writes e2e/walk.md and removes the results. */
export async function joinWalkParts(paths: readonly Path[], shards: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(`-of-${shards}.json`));
  if (names.length < shards) return;
  const parts = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(new URL(name, folder), 'utf8')) as WalkPart),
  );
  await writeFile(new URL('walk.md', import.meta.url), walkReport(paths, parts));
  await rm(folder, { recursive: true });
}
