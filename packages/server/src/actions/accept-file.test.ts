import { maximumUploadBytes } from '@winkwire/contract/widget-api';
import { expect, test } from 'vitest';
import { FileFaultError } from '../analysis/reader/messages.ts';
import { documentBytes } from '../testing/archive-services.ts';
import { acceptFile, FileRefusal } from './accept-file.ts';
import type { InspectFile } from './inspect-upload.ts';

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

const heic = Buffer.from('\0\0\0\x14ftypheic\0\0\0\0mif1', 'latin1');
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

async function refusalOf(bytes: Uint8Array, inspect: InspectFile): Promise<FileRefusal> {
  const acceptance = { archiveId: 'archive', fallbackName: 'file', now: 0, inspect };
  const refusal = await acceptFile({ bytes, name: 'photo' }, acceptance).catch((error: unknown) => error);
  if (!(refusal instanceof FileRefusal)) throw new Error(`Not refused: ${refusal}`);
  return refusal;
}

const tooLarge: InspectFile = async () => {
  throw new FileFaultError('TOO_LARGE_DECODED', 'for a test');
};
const largeJpeg: InspectFile = async () => new Uint8Array(maximumUploadBytes + 1);

test.each([tooLarge, largeJpeg])(
  'a HEIC is refused with the limits that its JPEG has too',
  async (inspect) => {
    const { fault, message } = await refusalOf(heic, inspect);
    expect(fault).toBe('TOO_LARGE_DECODED');
    expect(message).toContain('50 million pixels, or 15 MB as a JPEG');
  },
);

test('a picture that is not converted is refused with the limits of decoded pictures', async () => {
  expect((await refusalOf(png, tooLarge)).message).toContain('50 million pixels, or 256 MB');
});
