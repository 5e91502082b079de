import type { ArchiveField } from '@winkwire/contract/resources/archive-field';
import { type Correction, correctionsOf } from '../domain/archive-corrections.ts';
import { appendFieldCorrected } from '../domain/archive-events.ts';
import { archiveFields, fieldNamesOf } from '../domain/archive-fields.ts';
import type { ArchiveWithFiles } from '../domain/archive-resource.ts';
import { changeArchive } from '../domain/archives.ts';
import { fieldFault } from '../domain/field-fault.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Requester } from '../platform/requester.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';
import { readArchive } from './get-archive.ts';

export interface FieldChange {
  archiveId: string;
  name: string;
  value: string | number;
  /** Who corrects the field, for the log and for people who look at the value. */
  requester: Requester;
}

/** The maximum number of corrections of one archive. A document has about twenty fields. */
const maximumCorrections = 500;
/** A correction fails if the archive changes meanwhile, and is then repeated. */
const maximumRounds = 5;

/**
 * Replaces the value only in the list of the archive's fields. The analysis and the user's data keep the value that was
 * read.
 */
export async function correctField(
  services: Services,
  caller: Caller,
  change: FieldChange,
): Promise<ArchiveField> {
  for (let round = 0; round < maximumRounds; round++) {
    const corrected = await services.store.transaction((transaction) =>
      correct(transaction, caller, { ...change, at: services.now() }),
    );
    if (!corrected) continue;
    const { archiveId, name, requester } = change;
    // The correction is logged as a warning, so that common log levels include it.
    if (corrected.isNew)
      services.log.warn({ ...requester, ...caller, archiveId, field: name }, 'field.corrected');
    return corrected.field;
  }
  throw new Failure('SERVER_UNAVAILABLE', 'The archive is being changed. Retry the request.');
}

async function correct(
  transaction: Transaction,
  caller: Caller,
  { archiveId, name, value: given, requester, at }: FieldChange & { at: number },
): Promise<{ field: ArchiveField; isNew: boolean } | undefined> {
  const read = await readArchive(transaction, caller, archiveId);
  const value = typeof given === 'string' ? given.trim() : given;
  refuse(read, { name, value });
  const before = archiveFields(read).find((field) => field.name === name);
  if (before?.value === value) return { field: before, isNew: false };
  requireRoom(read);
  const correction: Correction = { name, value, from: before?.value ?? null, by: requester.by, at };
  const corrections = JSON.stringify([...correctionsOf(read.archive), correction]);
  if (!(await changeArchive(transaction, read.archive, { corrections }))) return undefined;
  appendFieldCorrected(transaction, read.archive, name);
  const after = archiveFields({ ...read, archive: { ...read.archive, corrections } });
  return { field: after.find((field) => field.name === name) as ArchiveField, isNew: true };
}

function refuse(read: ArchiveWithFiles, { name, value }: { name: string; value: string | number }): void {
  const { archive } = read;
  if (archive.status !== 'ANALYZED' || archive.analysis === null) {
    throw new Failure(
      'INVALID_PARAMETERS',
      `The archive has no values to correct. Its status is ${archive.status}.`,
    );
  }
  const names = fieldNamesOf(read);
  if (!names.includes(name)) {
    throw new Failure(
      'MISSING_RESOURCE',
      `The archive has no such field. Its fields are ${names.join(', ')}.`,
    );
  }
  const fault = fieldFault(name, value);
  if (fault) throw new Failure('INVALID_PARAMETERS', `value: ${fault}`);
}

function requireRoom({ archive }: ArchiveWithFiles): void {
  if (correctionsOf(archive).length < maximumCorrections) return;
  throw new Failure(
    'INVALID_PARAMETERS',
    `This archive already has ${maximumCorrections} corrections, and it may not have more.`,
  );
}
