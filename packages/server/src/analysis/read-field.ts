import type { Cell, Line } from './layout.ts';

/** What a document says about one field. `invalid` means that there is a label, but its value has an unknown form. */
export type FieldReading<Value> =
  | { state: 'read'; value: Value }
  | { state: 'invalid'; raw: string }
  | { state: 'absent' };

/** How many lines below its label a value may stand at most. */
const linesBelow = 2;

/**
 * Finds the first of `labels` that has a value which `parse` accepts, and returns this value. A value stands beside or
 * below its label. The whole document is searched for one label before the next label is tried. So `Net pay` is used
 * before `Net`, wherever they stand.
 */
export function readField<Value>(
  lines: Line[],
  labels: string[],
  parse: (raw: string) => Value | undefined,
): FieldReading<Value> {
  let invalid: string | undefined;
  for (const label of labels) {
    for (const [candidate, sure] of candidatesOf(lines, label)) {
      const value = parse(candidate);
      if (value !== undefined) return { state: 'read', value };
      if (sure) invalid ??= candidate;
    }
  }
  return invalid === undefined ? { state: 'absent' } : { state: 'invalid', raw: invalid };
}

export const orNull = <Value>(reading: FieldReading<Value>): Value | null =>
  reading.state === 'read' ? reading.value : null;

/**
 * The texts that may be the value of a label. A text after a colon is `sure`, because it can be nothing else than the
 * value.
 */
function* candidatesOf(lines: Line[], label: string): Generator<[candidate: string, sure: boolean]> {
  for (const [row, line] of lines.entries()) {
    for (const [column, cell] of line.cells.entries()) {
      const rest = restAfter(cell.text, label);
      if (rest === undefined) continue;
      const value = withoutLead(rest.replace(/^\s*\([^)]*\)/, ''));
      if (value !== '') {
        yield [value, /^\s*:/.test(rest)];
        continue;
      }
      const beside = line.cells[column + 1];
      if (beside) yield [withoutLead(beside.text), /:\s*$/.test(rest) && !isLabel(beside.text)];
      yield* below(lines, { row, cell });
    }
  }
}

const withoutLead = (text: string) => text.replace(/^[\s:.–—]+/, '').replace(/^-\s+/, '');
const isLabel = (text: string) => /:\s*$/.test(text);

/** The text after the label, in the label's cell. Undefined if the cell does not begin with the label. */
function restAfter(text: string, label: string): string | undefined {
  const folded = text.toLowerCase().replace(/[’‘]/g, "'");
  const start = folded.startsWith('name of ') && !label.startsWith('name of ') ? -1 : folded.indexOf(label);
  if (start !== 0 && !/^(\d{1,3}[a-z]?|[a-z])[.)]? ?$/.test(folded.slice(0, Math.max(start, 0))))
    return undefined;
  if (start < 0) return undefined;
  const rest = text.slice(start + label.length);
  return /^[\p{L}\p{N}']/u.test(rest) ? undefined : rest;
}

function* below(lines: Line[], at: { row: number; cell: Cell }): Generator<[string, boolean]> {
  const page = lines[at.row]?.page;
  for (const line of lines.slice(at.row + 1, at.row + 1 + linesBelow)) {
    if (line.page !== page) return;
    const cell = line.cells.find((other) => other.left < at.cell.right && other.right > at.cell.left);
    if (cell) {
      yield [cell.text, false];
      return;
    }
  }
}
