import { readWebUrl } from './read-web-url.ts';

/** Throws INVALID_PARAMETERS if `readWebUrl` refuses the URL. */
export const readLogoUrl = (text: string, { publicUrl }: { publicUrl: string }): string =>
  readWebUrl(text, { publicUrl, message: 'company.logoUrl: must be the https:// URL of a picture.' });
