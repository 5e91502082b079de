/**
 * The styles of the widget's element if the widget is a dialog. Rules of the page may match this element too, such as
 * rules for `div:empty`, `body > div` or `*`. Only an inline `!important` overrides all of them. With `fixed`, the
 * element takes no cell if the page is a grid.
 */
export const rootStyles = 'all:initial!important;display:block!important;position:fixed!important';

/**
 * The styles of the widget's element in a container. A height in percent has an effect only if the container has a
 * height.
 */
export const inlineStyles =
  'all:initial!important;display:block!important;position:relative!important;width:100%!important;height:100%!important';

export const hiddenStyles = 'display:none!important';
