/** Shown if the session has ended while something on the page must not be lost. */
export const SignedOutNote = () => (
  <div class="notice viewer-note" data-tone="warn" role="alert">
    <p>
      You are signed out, but what you have entered on this page is still here. To continue, open a new
      sign-in link in another tab of this browser, then return to this tab. The command{' '}
      <code>npx winkwire sign-in</code> prints a link.
    </p>
  </div>
);
