import type { DeviceClass } from '@winkwire/contract/session-outcomes';

/**
 * The class of a device by its user agent. The user agent is then dropped. Null without a user agent. An iPad that
 * requests desktop pages reports the user agent of a Mac, so it counts as a desktop.
 */
export function deviceClass(userAgent: string | undefined): DeviceClass | null {
  if (!userAgent) return null;
  if (isWebView(userAgent)) return 'WEBVIEW';
  if (/iPad|Tablet|Kindle|Silk|PlayBook/.test(userAgent)) return 'TABLET';
  // Android names `Mobile` on phones only.
  if (/Android/.test(userAgent)) return /Mobile/.test(userAgent) ? 'PHONE' : 'TABLET';
  return /Mobi|iPhone|iPod/.test(userAgent) ? 'PHONE' : 'DESKTOP';
}

/** Android marks web views by `wv`. On iOS, only browsers name `Safari`. Some apps name themselves. */
function isWebView(userAgent: string): boolean {
  if (/; wv\)|\bFBA[NV]\/|\bInstagram\b|\bLine\//.test(userAgent)) return true;
  return /iPhone|iPad|iPod/.test(userAgent) && /AppleWebKit/.test(userAgent) && !/Safari\//.test(userAgent);
}
