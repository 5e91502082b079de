import type { Mode } from '@winkwire/contract/modes';

export interface PageProps {
  mode: Mode;
  id: string;
  query: Record<string, string>;
}
