import { createHash } from 'node:crypto';

/** Numbers from 0 to below 1. The same words always lead to the same numbers. */
export function seededRandom(...words: string[]): () => number {
  let block = Buffer.alloc(0);
  let counter = 0;
  return () => {
    if (block.length < 4) {
      block = createHash('sha256')
        .update([...words, counter++].join('\n'))
        .digest();
    }
    const value = block.readUInt32BE(0) / 0x1_0000_0000;
    block = block.subarray(4);
    return value;
  };
}
