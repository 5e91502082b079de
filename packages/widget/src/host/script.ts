import { SmileLinkModal } from './smile-link-modal.ts';

/*
 * The entry point of the script tag. A second script tag must not replace the class, because `instanceof` and
 * the list of forwarded events depend on the first class. An element `<a id="SmileLinkModal">` also defines a
 * global with this name. So a global that is not a function is replaced.
 */
const page = window as unknown as { SmileLinkModal?: unknown };
if (typeof page.SmileLinkModal !== 'function') page.SmileLinkModal = SmileLinkModal;
