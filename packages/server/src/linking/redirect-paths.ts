/** The path at which a sign-in at a provider starts, and the path to which the provider sends the user back. */
export const redirectStartPath = '/widget/redirect/start';
export const redirectReturnPath = '/widget/redirect/return';
