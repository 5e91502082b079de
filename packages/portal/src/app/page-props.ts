import type { Mode } from '@winkwire/contract/modes';

export interface PageProps {
  mode: Mode;
  /** The id of the item that the page shows. Empty on a page that shows no single item. */
  id: string;
  query: Record<string, string>;
}
