import { readWebUrl } from './read-web-url.ts';

export const readLogoUrl = (text: string, { publicUrl }: { publicUrl: string }): string =>
  readWebUrl(text, { publicUrl, message: 'company.logoUrl: must be the https:// URL of a picture.' });
