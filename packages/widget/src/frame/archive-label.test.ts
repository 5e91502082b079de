import type { UploadReference } from '@winkwire/contract/callbacks';
import { expect, test } from 'vitest';
import { archiveLabel } from './archive-label.ts';
import { en } from './texts/en.ts';

test('an archive is named by its type, and an unknown type by the general name', () => {
  const label = (type: string | null) => archiveLabel({ type } as UploadReference, en);
  expect(label('PAYSLIP')).toBe(en.fileTypes.PAYSLIP);
  for (const type of [null, 'NEW_ONE', 'constructor', '__proto__'])
    expect(label(type)).toBe(en.archive.unknown);
});
