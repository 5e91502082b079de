import type { DeviceClass } from '@winkwire/contract/session-outcomes';

/** Only this class of a user agent is stored. An iPad that requests desktop pages counts as a desktop. */
export function deviceClass(userAgent: string | undefined): DeviceClass | null {
  if (!userAgent) return null;
  if (isWebView(userAgent)) return 'WEBVIEW';
  if (/iPad|Tablet|Kindle|Silk|PlayBook/.test(userAgent)) return 'TABLET';
  // On Android, only the user agents of phones contain `Mobile`.
  if (/Android/.test(userAgent)) return /Mobile/.test(userAgent) ? 'PHONE' : 'TABLET';
  return /Mobi|iPhone|iPod/.test(userAgent) ? 'PHONE' : 'DESKTOP';
}

/**
 * Android marks web views with `wv`. On iOS, only the user agents of browsers contain `Safari`. Some apps add their own
 * name.
 */
function isWebView(userAgent: string): boolean {
  if (/; wv\)|\bFBA[NV]\/|\bInstagram\b|\bLine\//.test(userAgent)) return true;
  return /iPhone|iPad|iPod/.test(userAgent) && /AppleWebKit/.test(userAgent) && !/Safari\//.test(userAgent);
}
