import { basename } from 'node:path';
import { parseSync } from 'rolldown/utils';

/**
 * The words of an identifier, a comment or the file's name. `line` is where they begin. For the file's name, it is 1.
 */
export interface Words {
  line: number;
  words: string[];
}

/** Strings are left out, because they are data or belong to the contract. */
export function readWords(file: string, text: string): Words[] {
  const { program, comments, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const lineStarts = [...text.matchAll(/^/gm)].map(({ index }) => index);
  const lineOf = (offset: number) => lineStarts.findLastIndex((start) => start <= offset) + 1;
  const name = basename(file).replace(/\.\w+$/, '');
  return [
    { line: 1, words: splitWords(name) },
    ...comments.map(({ start, value }) => ({ line: lineOf(start), words: splitWords(value) })),
    ...identifiersIn(program).map(({ start, name }) => ({ line: lineOf(start), words: splitWords(name) })),
  ];
}

/** Splits both `readTLSInfo` and `read tls-info` into `read`, `tls` and `info`. */
export function splitWords(text: string): string[] {
  const spaced = text.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  return spaced.toLowerCase().match(/[a-z]+/g) ?? [];
}

interface Identifier {
  name: string;
  start: number;
}

const identifierTypes = new Set(['Identifier', 'PrivateIdentifier', 'JSXIdentifier']);

function identifiersIn(node: unknown): Identifier[] {
  if (Array.isArray(node)) return node.flatMap(identifiersIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, name, start } = node as { type?: string; name?: unknown; start?: number };
  if (type && identifierTypes.has(type) && typeof name === 'string') return [{ name, start: start ?? 0 }];
  if (isMemberOfMath(node)) return [];
  return Object.values(node).flatMap(identifiersIn);
}

function isMemberOfMath(node: object): boolean {
  return 'object' in node && (node.object as { name?: string } | null)?.name === 'Math';
}
