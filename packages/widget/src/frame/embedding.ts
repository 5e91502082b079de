const parameters = new URLSearchParams(location.hash.slice(1));

/** The options in the frame's URL. The other options follow when the widget is opened. */
export const embedding = {
  locale: parameters.get('locale'),
  /** Whether the frame is a part of the host page, or in a dialog above it. */
  isInline: parameters.has('inline'),
};

/** A widget that is a part of the page must not take the focus away from the page. */
export const mayTakeFocus = (): boolean => !embedding.isInline || document.hasFocus();
