/** Where the popup of a sign-in starts on its way to the provider's page, and where it returns to. */
export const redirectStartPath = '/widget/redirect/start';
export const redirectReturnPath = '/widget/redirect/return';
