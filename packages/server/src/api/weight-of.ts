import { weights } from '../limits/weights.ts';
import type { Operation } from './operation.ts';

export function weightOf({ path }: Pick<Operation, 'path'>): number {
  if (path.startsWith('/v1/') || path.startsWith('/files/')) return weights.api;
  return /^\/(assets|connect\/assets)\//.test(path) ? weights.file : weights.page;
}
