// @ts-check
import { byId } from './elements.js';

/**
 * The lender's page. It is in a frame, so that the widget covers only this page, and not the list beside it.
 * @returns {Promise<{ lender: import('./lender.js').Lender, document: Document }>}
 */
export async function lenderFrame() {
  const frame = /** @type {HTMLIFrameElement} */ (byId('lender'));
  const find = () => {
    const page = /** @type {(Window & { lender?: import('./lender.js').Lender }) | null} */ (
      frame.contentWindow
    );
    return page?.lender ? { lender: page.lender, document: page.document } : null;
  };
  return (
    find() ??
    new Promise((resolve) => frame.addEventListener('load', () => resolve(/** @type {any} */ (find()))))
  );
}
