/**
 * The element on the page, which the page's rules style too: `div:empty`, `body > div`, `*`. Only an inline `!important`
 * wins over all of them. With `fixed`, it is no item of a page that is a grid.
 */
export const rootStyles = 'all:initial!important;display:block!important;position:fixed!important';

export const hiddenStyles = 'display:none!important';
