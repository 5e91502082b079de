import { maximumUploadBytes, maximumUploadFiles } from '@winkwire/contract/widget-api';
import { expect, test } from 'vitest';
import { faultOf, pickFile } from './picked-file.ts';
import { withinNumber } from './within-number.ts';

test('files of another format, empty files and files that are too large are rejected', () => {
  expect(faultOf({ name: 'pay.slip.PDF', size: 1 })).toBeNull();
  expect(faultOf({ name: 'scan.tif', size: maximumUploadBytes })).toBeNull();
  expect(faultOf({ name: 'notes.docx', size: 1 })).toBe('FORMAT');
  expect(faultOf({ name: 'photo.jpg', size: 0 })).toBe('EMPTY');
  expect(faultOf({ name: 'photo.jpg', size: maximumUploadBytes + 1 })).toBe('TOO_LARGE');
});

test('files beyond the limit are marked, and removing one makes room for the next', () => {
  const picked = Array.from({ length: maximumUploadFiles + 2 }, (_, index) =>
    pickFile(new File(index === 0 ? [] : ['x'], `${index}.pdf`)),
  );
  const marked = withinNumber(picked);
  expect(marked.map(({ fault }) => fault).slice(-3)).toEqual([null, 'TOO_MANY', 'TOO_MANY']);
  const next = withinNumber(marked.slice(1));
  expect(next.map(({ fault }) => fault).slice(-2)).toEqual([null, 'TOO_MANY']);
  expect(marked[0]!.fault).toBe('EMPTY');
});
