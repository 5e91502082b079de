import { SmileLinkModal } from './smile-link-modal.ts';

/*
 * The entry point of the script tag. A second script tag must not replace the class: `instanceof` and the list of
 * forwarded events depend on the first one. `<a id="SmileLinkModal">` also defines a global of this name, so a global
 * that is not a function is replaced.
 */
const page = window as unknown as { SmileLinkModal?: unknown };
if (typeof page.SmileLinkModal !== 'function') page.SmileLinkModal = SmileLinkModal;
