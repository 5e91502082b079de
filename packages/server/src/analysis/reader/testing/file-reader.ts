import type { PDFDocument } from 'pdf-lib';
import { afterAll } from 'vitest';
import { type Line, linesOf } from '../../layout.ts';
import type { PageReading, SniffedFormat } from '../messages.ts';
import { ReaderProcess } from '../reader-process.ts';
import { sniff } from '../sniff.ts';

interface ReadFile {
  lines: Line[];
  readings: PageReading[];
}

/** Starts a reader process, which ends after the tests of the file. */
export function fileReader() {
  const reader = new ReaderProcess({ niceness: 0 });
  afterAll(() => reader[Symbol.asyncDispose]());
  const read = async (bytes: Uint8Array): Promise<ReadFile> => {
    const readings: PageReading[] = [];
    const format = sniff(bytes) as SniffedFormat;
    const onPage = (reading: PageReading) => readings.push(reading);
    const words = await reader.run({ task: 'read', format, bytes, onPage }, 60_000);
    return { lines: linesOf(words), readings };
  };
  return { reader, read };
}

export const saved = async (pdf: PDFDocument): Promise<Uint8Array> => new Uint8Array(await pdf.save());

/** The values in `payslip-christina.pdf` of the sandbox. */
export const christina = {
  employeeName: 'Christina Tan',
  payDate: '2026-10-30',
  grossAmount: 7950,
  netAmount: 6468,
};
