import { maximumUploadBytes } from '@winkwire/contract/widget-api';
import { expect, test } from 'vitest';
import { faultOf } from './picked-file.ts';

test('files of another format, empty files and files that are too large are rejected', () => {
  expect(faultOf({ name: 'pay.slip.PDF', size: 1 })).toBeNull();
  expect(faultOf({ name: 'scan.tif', size: maximumUploadBytes })).toBeNull();
  expect(faultOf({ name: 'notes.docx', size: 1 })).toBe('FORMAT');
  expect(faultOf({ name: 'photo.jpg', size: 0 })).toBe('EMPTY');
  expect(faultOf({ name: 'photo.jpg', size: maximumUploadBytes + 1 })).toBe('TOO_LARGE');
});
