import { InvalidArgumentError } from 'commander';

/** Parses a sequence number. 0 stands for the beginning. */
export function sequenceFlag(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('It must be a whole number.');
  return value;
}
