import { parsePersonName } from './field-values.ts';
import type { Cell, Line } from './layout.ts';
import type { FieldReading } from './read-field.ts';

const lastLines = 15;
const positions =
  /\b(head|chief|manager|director|officer|president|vice|human resources|hr|supervisor|partner|owner|secretary|administrator|lead|kepala|direktur|manajer)\b/i;

interface Signatory {
  signatoryName: FieldReading<string>;
  signatoryPosition: FieldReading<string>;
}

/**
 * Who signed a letter: a name near its end, and the person's position. The position is the text below the name, up to
 * the first comma.
 */
export function readSignatory(lines: Line[]): Signatory {
  const last = lines.slice(-lastLines);
  for (const [row, line] of last.entries()) {
    for (const cell of line.cells) {
      const below = last[row + 1]?.cells.find((other) => other.left < cell.right && other.right > cell.left);
      const name = parsePersonName(cell.text);
      if (!name || !below || positions.test(name) || !isPosition(below)) continue;
      const position = below.text.replace(/,.*$/, '').trim();
      return {
        signatoryName: readAt(line, cell, name),
        signatoryPosition: readAt(last[row + 1] as Line, below, position),
      };
    }
  }
  return { signatoryName: { state: 'absent' }, signatoryPosition: { state: 'absent' } };
}

const isPosition = ({ text }: Cell): boolean =>
  positions.test(text) && text.length <= 80 && !/[:.;]\s|\d/.test(text);

const readAt = ({ file, page }: Line, { box, confidence }: Cell, value: string): FieldReading<string> => ({
  state: 'read',
  value,
  source: { file, page, box, confidence },
});
