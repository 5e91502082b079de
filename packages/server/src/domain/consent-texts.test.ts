import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { consentTexts, consentTextsVersion } from './consent-texts.ts';

test('the English original has the wording of its version', () => {
  const digest = createHash('sha256')
    .update(JSON.stringify(consentTexts.en('Acme')))
    .digest('hex');
  // If this fails, the English text has changed. Correct the digest. If the meaning has changed, raise the version too.
  expect([consentTextsVersion, digest]).toEqual([
    '1',
    '223c7f21a3464767137b1c63ecd8fe2b6f4db897a879349bea5eb68fe5ace61c',
  ]);
});
