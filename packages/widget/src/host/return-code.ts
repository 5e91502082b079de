import { returnParameter } from '@winkwire/contract/return-parameter';

let code: string | undefined;

/**
 * The return code in the page's URL, if the user has just come back from a provider in this tab. The code is removed
 * from the URL, so that reloading or sharing the page does not open the widget again.
 */
export function returnCode(): string | undefined {
  const found = new RegExp(`[?&]${returnParameter}=([\\w-]+)`).exec(location.search);
  if (found) {
    code = found[1];
    history.replaceState(history.state, '', location.href.replace(found[0], ''));
  }
  return code;
}

/** Call this when the return code has been posted to the frame. */
export function forgetReturnCode(): void {
  code = undefined;
}
