import type { Mode } from '@winkwire/contract/modes';

/** What every page is given, from the address. */
export interface PageProps {
  mode: Mode;
  /** Of the item that the page shows; empty on other pages. */
  id: string;
  query: Record<string, string>;
}
