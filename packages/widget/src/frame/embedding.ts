const parameters = new URLSearchParams(location.hash.slice(1));

/** What the loader says about the place of the frame. The options follow when the page opens the widget. */
export const embedding = {
  locale: parameters.get('locale'),
  /** The frame is a part of the page, and not a dialog above it. */
  isInline: parameters.has('inline'),
};

/** A widget that is a part of the page must not take the focus from the rest of it. */
export const mayTakeFocus = (): boolean => !embedding.isInline || document.hasFocus();
