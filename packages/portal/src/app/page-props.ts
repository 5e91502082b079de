import type { Mode } from '@winkwire/contract/modes';

/** The props that every page is given, from the address. */
export interface PageProps {
  mode: Mode;
  /** The id of the item that the page shows. Empty on other pages. */
  id: string;
  query: Record<string, string>;
}
