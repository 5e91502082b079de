import { createHash } from 'node:crypto';
import { FileResponse } from '../platform/file-response.ts';
import { html, SafeHtml } from '../platform/html.ts';
import type { ConnectAssetName } from './connect-assets.ts';

interface Page {
  title: string;
  body: SafeHtml;
  lang?: string;
  dir?: 'ltr' | 'rtl';
  /** Files of `/connect/assets`, in the order in which they run. */
  scripts: readonly ConnectAssetName[];
  /** A style sheet that our own code has generated. The content security policy allows it by its hash. */
  style?: string;
  /** The URL of the company's logo. Nothing else on the page may come from another origin. */
  logoUrl?: string;
}

/** A page under `/connect/`. It runs only our own scripts, none of them inline, and no other page can embed it. */
export function page({
  title,
  body,
  lang = 'en',
  dir = 'ltr',
  scripts,
  style = '',
  logoUrl,
}: Page): FileResponse {
  const document = html`<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/connect/assets/connect.css">
${style ? html`<style>${new SafeHtml(style)}</style>` : ''}
<script src="/v2/smile.v2.js" defer></script>
${scripts.map((name) => html`<script src="/connect/assets/${name}" type="module"></script>`)}
</head>
<body>
${body}
</body>
</html>
`;
  return new FileResponse('text/html; charset=utf-8', Buffer.from(document.text), {
    'content-security-policy': policy(style, logoUrl),
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
}

function policy(style: string, logoUrl: string | undefined): string {
  const logoOrigin = URL.parse(logoUrl ?? '')?.origin ?? '';
  // An origin with other characters could change the policy: a semicolon would end the directive.
  const images = ["'self'", 'data:', ...(/^https?:\/\/[\w.:[\]-]+$/.test(logoOrigin) ? [logoOrigin] : [])];
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${style && ` 'sha256-${createHash('sha256').update(style).digest('base64')}'`}`,
    `img-src ${images.join(' ')}`,
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
