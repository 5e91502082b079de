/** The user leaves for the provider's page from the first path, and comes back at the second. */
export const redirectStartPath = '/widget/redirect/start';
export const redirectReturnPath = '/widget/redirect/return';
