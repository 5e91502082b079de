/** The paths where the popup of a sign-in starts, and where the provider's page returns to. */
export const redirectStartPath = '/widget/redirect/start';
export const redirectReturnPath = '/widget/redirect/return';
