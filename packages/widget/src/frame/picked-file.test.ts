import {
  maximumUploadBytes,
  maximumUploadFiles,
  maximumUploadTotalBytes,
} from '@winkwire/contract/widget-api';
import { expect, test } from 'vitest';
import { faultOf, type PickedFile, pickFile } from './picked-file.ts';
import { withinLimits } from './within-limits.ts';

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
  const marked = withinLimits(picked);
  expect(marked.map(({ fault }) => fault).slice(-3)).toEqual([null, 'TOO_MANY', 'TOO_MANY']);
  const next = withinLimits(marked.slice(1));
  expect(next.map(({ fault }) => fault).slice(-2)).toEqual([null, 'TOO_MANY']);
  expect(marked[0]!.fault).toBe('EMPTY');
});

const faultsOf = (files: PickedFile[]) => withinLimits(files).map(({ fault }) => fault);
const ofSize = (megabytes: number, more = {}) => ({
  ...pickFile({ name: 'scan.pdf', size: megabytes * 1024 * 1024 } as File),
  ...more,
});

test('a file that does not fit into the upload is marked, and a smaller one after it may fit', () => {
  const files = [15, 15, 15, 15, 10, 3].map((size) => ofSize(size));
  expect(faultsOf(files)).toEqual([null, null, null, null, 'TOO_LARGE_TOGETHER', null]);
  expect(faultsOf(withinLimits(files).slice(1))).toEqual([null, null, null, null, null]);
});

test('the files may have exactly the maximum size together', () => {
  const rest = maximumUploadTotalBytes / 1024 / 1024 - 60;
  const faultWith = (more: number) =>
    faultsOf([15, 15, 15, 15, rest + more].map((size) => ofSize(size))).at(-1);
  expect([faultWith(0), faultWith(1 / 1024 / 1024)]).toEqual([null, 'TOO_LARGE_TOGETHER']);
});

test('a file that has to be removed anyway takes no room, and keeps its own fault', () => {
  const files = [
    ofSize(16),
    ofSize(15, { fault: 'LOCKED' }),
    ...[15, 15, 15, 15].map((size) => ofSize(size)),
  ];
  expect(faultsOf(files)).toEqual(['TOO_LARGE', 'LOCKED', null, null, null, null]);
});

test('a photo that the server has refused stays marked, whatever is added, until it is removed', () => {
  const refused = ofSize(2, { fault: 'TOO_LARGE_AS_JPG' });
  expect(faultsOf([ofSize(2), refused, ofSize(1)])).toEqual([null, 'TOO_LARGE_AS_JPG', null]);
});
