/** Where the popup of a sign-in begins, on its way to the provider's own page, and where it comes back to. */
export const redirectStartPath = '/widget/redirect/start';
export const redirectReturnPath = '/widget/redirect/return';
