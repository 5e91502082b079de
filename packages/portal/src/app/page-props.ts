import type { Mode } from '@winkwire/contract/modes';

export interface PageProps {
  mode: Mode;
  /** Empty on a page that shows no single item. */
  id: string;
  query: Record<string, string>;
}
