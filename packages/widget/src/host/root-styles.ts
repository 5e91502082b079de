/**
 * The element on the page, which the page's rules style too: `div:empty`, `body > div`, `*`. Only an inline `!important`
 * wins over all of them. With `fixed`, it is no item of a page that is a grid.
 */
export const rootStyles = 'all:initial!important;display:block!important;position:fixed!important';

/** In an element of the page. Percentages of its height count only if it has one. */
export const inlineStyles =
  'all:initial!important;display:block!important;position:relative!important;width:100%!important;height:100%!important';

export const hiddenStyles = 'display:none!important';
