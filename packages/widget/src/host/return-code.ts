import { returnParameter } from '@winkwire/contract/return-parameter';

let code: string | undefined;

/** The code after a sign-in in this tab. Removed from the URL, so that reloading does not open the widget again. */
export function returnCode(): string | undefined {
  const found = new RegExp(`[?&]${returnParameter}=([\\w-]+)`).exec(location.search);
  if (found) {
    code = found[1];
    history.replaceState(history.state, '', location.href.replace(found[0], ''));
  }
  return code;
}

/** Call this when the code has been posted to the frame. */
export function forgetReturnCode(): void {
  code = undefined;
}
