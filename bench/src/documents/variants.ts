import { photograph } from './photograph.ts';
import type { Random } from './random.ts';
import { scan, type Taken } from './scan.ts';

/** A form in which documents reach the server. Precision and recall should both reach `target`. */
export interface Variant {
  name: string;
  target: number;
  take: (pdf: Uint8Array, random: Random) => Promise<Taken>;
}

export const variants: Variant[] = [
  { name: 'clean PDF', target: 0.98, take: async (bytes) => ({ bytes, conditions: [] }) },
  { name: 'scan', target: 0.92, take: (pdf, random) => scan(pdf, random) },
  { name: 'photograph', target: 0.85, take: photograph },
];
