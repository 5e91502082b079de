import { SmileLinkModal } from './smile-link-modal.ts';

/*
 * A second script tag must not replace the class, because `instanceof` and the forwarded events depend on it. But `<a
 * id="SmileLinkModal">` also defines a global, so one that is not a function is replaced.
 */
const page = window as unknown as { SmileLinkModal?: unknown };
if (typeof page.SmileLinkModal !== 'function') page.SmileLinkModal = SmileLinkModal;
