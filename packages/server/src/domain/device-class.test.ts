import { expect, test } from 'vitest';
import { deviceClass } from './device-class.ts';

const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  [
    'PHONE',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${webkit} Version/18.5 Mobile/15E148 Safari/604.1`,
  ],
  [
    'PHONE',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${webkit} CriOS/138.0 Mobile/15E148 Safari/604.1`,
  ],
  ['PHONE', `Mozilla/5.0 (Linux; Android 10; K) ${chrome} Chrome/138.0.0.0 Mobile Safari/537.36`],
  ['PHONE', 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0'],
  ['TABLET', `Mozilla/5.0 (Linux; Android 10; K) ${chrome} Chrome/138.0.0.0 Safari/537.36`],
  ['TABLET', 'Mozilla/5.0 (Android 15; Tablet; rv:140.0) Gecko/140.0 Firefox/140.0'],
  [
    'TABLET',
    `Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) ${webkit} Version/18.5 Mobile/15E148 Safari/604.1`,
  ],
  ['DESKTOP', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Chrome/138.0.0.0 Safari/537.36`],
  ['DESKTOP', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/18.5 Safari/605.1.15`],
  ['DESKTOP', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
  [
    'WEBVIEW',
    `Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/A; wv) ${chrome} Version/4.0 Chrome/138.0 Mobile Safari/537.36`,
  ],
  ['WEBVIEW', `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${webkit} Mobile/15E148`],
  [
    'WEBVIEW',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${webkit} Mobile/15E148 [FBAN/FBIOS;FBAV/500.0]`,
  ],
  ['DESKTOP', 'curl/8.5.0'],
  [null, undefined],
  [null, ''],
])('the class is %s for the user agent %s', (expected, userAgent) => {
  expect(deviceClass(userAgent)).toBe(expected);
});
