// biome-ignore-all lint/style/noNonNullAssertion: the field is inside a form
import type { Mode } from '@winkwire/contract/modes';
import { useLocation } from 'preact-iso/router';
import { queryString } from '../api/request.ts';
import { unlessAborted } from '../api/unless-aborted.ts';
import { href } from '../app/address.ts';
import { useLatest } from '../ui/use-latest.ts';
import { findSubject, type SubjectSearch } from './find-subject.ts';

interface SubjectSearchForm {
  mode: Mode;
  /** The list that is searched, such as `events`. */
  list: string;
  /** The filters to which the text in the field `subject` may belong. */
  filters: SubjectSearch['filters'];
  /** Reads the filters of the other fields. */
  read: (form: FormData) => Record<string, string>;
  /** Returns the address of the item with this id, or undefined if the text has to be searched for. */
  itemHref?: (text: string) => string | undefined;
}

/**
 * Returns an event handler for the form and its fields. The handler looks up the text of the field `subject`, and then
 * goes to the address of the filtered list. Newer input or a change of the address stops it.
 */
export function useSubjectSearch({ mode, list, filters, read, itemHref }: SubjectSearchForm) {
  const { route } = useLocation();
  const begin = useLatest();
  return async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = (event.currentTarget as HTMLElement).closest('form')!;
    if (!form.reportValidity()) return;
    const signal = begin();
    const data = new FormData(form);
    const text = String(data.get('subject')).trim();
    const item = itemHref?.(text);
    if (item) return route(item);
    const subject = await unlessAborted(signal, findSubject(mode, text, { filters, signal }));
    if (subject) route(href(mode, list) + queryString({ ...read(data), ...subject }), true);
  };
}
