/**
 * For a widget in a dialog. With `!important`, these styles override the styles of the page. With `fixed`, the element
 * does not move the content of the page.
 */
export const rootStyles = 'all:initial!important;display:block!important;position:fixed!important';

/** For a widget in a container. A height in percent has an effect only if the container has a height. */
export const inlineStyles =
  'all:initial!important;display:block!important;position:relative!important;width:100%!important;height:100%!important';

export const hiddenStyles = 'display:none!important';
