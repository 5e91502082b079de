import { SmileLinkModal } from './smile-link-modal.ts';

/*
 * If the page contains the script twice, the first class is kept, so that `instanceof` works. The global may also be an
 * element with the id `SmileLinkModal`. It is replaced.
 */
const page = window as unknown as { SmileLinkModal?: unknown };
if (typeof page.SmileLinkModal !== 'function') page.SmileLinkModal = SmileLinkModal;
