const parameters = new URLSearchParams(location.hash.slice(1));

/**
 * The options that the loader passes in the frame's URL. The other options follow when the host page opens the
 * widget.
 */
export const embedding = {
  locale: parameters.get('locale'),
  /** Whether the frame is a part of the host page. Otherwise, it is in a dialog above that page. */
  isInline: parameters.has('inline'),
};

/**
 * Whether the frame may focus an element. A widget that is a part of the page must not take the focus away from the
 * page.
 */
export const mayTakeFocus = (): boolean => !embedding.isInline || document.hasFocus();
