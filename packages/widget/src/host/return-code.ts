import { returnParameter } from '@winkwire/contract/return-parameter';

let code: string | undefined;

/** Returns the code of a sign-in in this tab, and removes it from the URL. A reload then does not open the widget. */
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
