import { expect, test } from 'vitest';
import { FileFaultError } from '../analysis/reader/messages.ts';
import { documentBytes } from '../testing/archive-services.ts';
import { acceptFile } from './accept-file.ts';

test('a file that takes too long is not called damaged, and the message says what to do', async () => {
  const bytes = await documentBytes('payslip-george-photo.png');
  const inspect = async () => {
    throw new FileFaultError('TIMEOUT', 'No response within 45000 ms.');
  };
  const accepted = acceptFile(
    { bytes, name: 'photo.heic' },
    { archiveId: 'archive', fallbackName: 'payslip', now: 0, inspect },
  );
  await expect(accepted).rejects.toMatchObject({
    fault: 'TIMEOUT',
    message:
      '"photo.heic" takes too long to open. Upload a smaller picture, save it as JPG, or print it to a new PDF.',
  });
});
