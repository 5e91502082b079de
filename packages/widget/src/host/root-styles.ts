/**
 * For a dialog. Rules of the page such as `*` or `body > div` match its element too, and only an inline `!important`
 * overrides them. With `fixed`, it takes no cell of a grid.
 */
export const rootStyles = 'all:initial!important;display:block!important;position:fixed!important';

/** In a container. A height in percent has an effect only if the container has a height. */
export const inlineStyles =
  'all:initial!important;display:block!important;position:relative!important;width:100%!important;height:100%!important';

export const hiddenStyles = 'display:none!important';
