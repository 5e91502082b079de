import { mostEventsOfBatch } from '@winkwire/contract/publish-limits';
import { Failure } from '../platform/failure.ts';
import { endOfText } from './count-values.ts';

/*
 * Each event is parsed by itself, so the objects of a whole batch are never in memory together. A mistake in one event
 * does not affect the others, unless a bracket or quote in an array is unbalanced.
 */

/** The elements of a JSON array, or the lines of NDJSON that are not blank. */
export function splitBatch(text: string, isNdjson: boolean): string[] {
  const events = isNdjson ? splitLines(text) : splitArray(text);
  if (events.length === 0) throw new Failure('INVALID_PARAMETERS', 'The batch has no events.');
  return events;
}

function splitLines(text: string): string[] {
  const lines: string[] = [];
  for (let from = 0; from < text.length; ) {
    const found = text.indexOf('\n', from);
    const end = found === -1 ? text.length : found;
    const line = text.slice(from, end).trim();
    if (line !== '') add(lines, line);
    from = end + 1;
  }
  return lines;
}

const quote = 0x22;
const comma = 0x2c;
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/**
 * Finds the elements of an array by counting brackets outside of strings, square and curly ones alike. An element that
 * mixes them up may be cut in the wrong place, but is refused when it is parsed.
 */
function splitArray(json: string): string[] {
  const array = json.trim();
  if (!array.startsWith('[')) throw notAnArray();
  const events: string[] = [];
  let depth = 0;
  let from = 1;
  for (let at = 0; at < array.length; at++) {
    const character = array.charCodeAt(at);
    if (character === quote) at = endOfText(array, at);
    else if (opening.has(character)) depth++;
    else if (closing.has(character)) {
      depth--;
      if (depth > 0) continue;
      if (at !== array.length - 1 || !array.endsWith(']')) throw notAnArray();
      const last = array.slice(from, at);
      if (events.length > 0 || last.trim() !== '') add(events, last);
      return events;
    } else if (character === comma && depth === 1) {
      add(events, array.slice(from, at));
      from = at + 1;
    }
  }
  throw new Failure('INVALID_PARAMETERS', 'The body is not valid JSON: the array is not closed.');
}

function add(events: string[], event: string): void {
  if (events.length === mostEventsOfBatch) {
    throw new Failure('INVALID_PARAMETERS', `A batch may have at most ${mostEventsOfBatch} events.`);
  }
  events.push(event);
}

const notAnArray = (): Failure =>
  new Failure(
    'INVALID_PARAMETERS',
    'The body has to be one JSON array of events. To send one event on each line, use the content type application/x-ndjson.',
  );
