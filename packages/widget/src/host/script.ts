import { SmileLinkModal } from './smile-link-modal.ts';

/*
 * The entry point of the script tag. A second tag must not replace the class: `instanceof` and the list of events
 * that were already forwarded depend on the first one. `<a id="SmileLinkModal">` also defines a global of this name,
 * so only a function counts.
 */
const page = window as unknown as { SmileLinkModal?: unknown };
if (typeof page.SmileLinkModal !== 'function') page.SmileLinkModal = SmileLinkModal;
