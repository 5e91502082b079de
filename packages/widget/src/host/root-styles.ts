/**
 * For a widget in a dialog. Only an inline `!important` overrides rules of the page such as `*`. With `fixed`, the
 * element takes no cell of a grid.
 */
export const rootStyles = 'all:initial!important;display:block!important;position:fixed!important';

/** For a widget in a container. A height in percent has an effect only if the container has a height. */
export const inlineStyles =
  'all:initial!important;display:block!important;position:relative!important;width:100%!important;height:100%!important';

export const hiddenStyles = 'display:none!important';
