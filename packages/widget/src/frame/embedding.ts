const parameters = new URLSearchParams(location.hash.slice(1));

/** What the loader passes in the frame's URL. The other options follow when the page opens the widget. */
export const embedding = {
  locale: parameters.get('locale'),
  /** Whether the frame is a part of the page, and not a dialog above it. */
  isInline: parameters.has('inline'),
};

/**
 * Whether the frame may focus an element. A widget that is a part of the page must not take the focus from the page.
 */
export const mayTakeFocus = (): boolean => !embedding.isInline || document.hasFocus();
