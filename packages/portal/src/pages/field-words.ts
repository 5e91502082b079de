import type { Archive } from '@winkwire/contract/resources/archive';
import type { ArchiveField } from '@winkwire/contract/resources/archive-field';
import { type ValueKind, valueKindOf } from '@winkwire/contract/value-kind';
import type { InputHTMLAttributes } from 'preact';

const inputs: Record<ValueKind, InputHTMLAttributes> = {
  number: { type: 'number', step: 'any' },
  date: { type: 'date' },
  currency: { type: 'text', maxLength: 200 },
  text: { type: 'text', maxLength: 200 },
};

export const inputOf = (name: string): InputHTMLAttributes => inputs[valueKindOf(name)];

/** For fields whose names contain abbreviations or institutions. */
const labels: Record<string, string> = {
  ssNumber: 'Social security number',
  philHealthNumber: 'PhilHealth number',
  pagIbigNumber: 'Pag-IBIG number',
  employeeIdNumber: 'Employee number',
  nbiIdNumber: 'NBI number',
};

/** `netAmount` becomes `Net amount`. */
export function fieldLabel(name: string): string {
  if (labels[name]) return labels[name];
  const words = name.replace(/[A-Z][a-z]/g, (start) => ` ${start.toLowerCase()}`).trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const amount = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 6 });

export const valueText = (value: ArchiveField['value'] | null): string =>
  value === null ? 'nothing' : typeof value === 'number' ? amount.format(value) : value;

/** The fields that documents of this type can have, but that have no value in this archive. */
export function missingFields(archive: Archive, fields: readonly ArchiveField[]): string[] {
  const known = new Set(fields.map(({ name }) => name));
  return Object.keys(archive.analysis ?? {}).filter((name) => !known.has(name));
}
