/** A sign-in on the provider's own page begins at the first path and ends at the second. */
export const redirectStartPath = '/widget/redirect/start';
export const redirectReturnPath = '/widget/redirect/return';
