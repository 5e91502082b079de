import { SmileLinkModal } from './smile-link-modal.ts';

/*
 * The entry of the script tag. A second tag keeps the first class, so that `instanceof` and the memory of told
 * events hold. `<a id="SmileLinkModal">` puts an element under the same name: only a function is ours.
 */
const page = window as unknown as { SmileLinkModal?: unknown };
if (typeof page.SmileLinkModal !== 'function') page.SmileLinkModal = SmileLinkModal;
