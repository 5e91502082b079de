import { SmileLinkModal } from './smile-link-modal.ts';

/*
 * A second script tag must not replace the class, because `instanceof` depends on it. But an element with the id
 * `SmileLinkModal` also defines a global, which is replaced.
 */
const page = window as unknown as { SmileLinkModal?: unknown };
if (typeof page.SmileLinkModal !== 'function') page.SmileLinkModal = SmileLinkModal;
