import type { ArchiveErrorCode } from '@winkwire/contract/archive-states';
import type { DocumentPayload } from '@winkwire/contract/resources/document';
import type { AnalysisResult, Found } from '../analysis/analyse.ts';
import type { Problem } from '../analysis/problem.ts';
import { appendAdded, appendArchiveEvent, appendArchiveFailed, sourceOf } from '../domain/archive-events.ts';
import type { ReadingRecord } from '../domain/archive-reading.ts';
import type { ArchiveWithFiles } from '../domain/archive-resource.ts';
import { type ArchiveRow, changeArchive } from '../domain/archives.ts';
import { addDatapoints } from '../domain/datapoints.ts';
import { fileLink } from '../domain/file-links.ts';
import { type FileTypeId, findFileType } from '../domain/file-types.ts';
import { finishTask, startTask } from '../domain/tasks.ts';
import type { Services } from '../platform/services.ts';
import type { Transaction } from '../store/store.ts';

export interface AnalysisOutcome {
  /** The type that was recognised. Null if no classification was requested, or if the files could not be read. */
  classification: FileTypeId | null;
  /** The result of the analysis, or the problem. Null if the files were only classified. */
  result: AnalysisResult | null;
  reading: ReadingRecord | null;
}

/** False if the archive has been revoked, or finished by another process. */
export async function finishAnalysis(
  services: Services,
  read: ArchiveWithFiles,
  outcome: AnalysisOutcome,
): Promise<boolean> {
  const { archive } = read;
  const now = services.now();
  return services.store.transaction(async (transaction) => {
    const change = changeAfter(archive, outcome, now);
    if (!(await changeArchive(transaction, archive, change))) return false;
    let taskId = archive.task_id as string;
    if (archive.job === 'CLASSIFY_AND_ANALYZE' && outcome.classification && outcome.result) {
      await finish(transaction, archive, { taskId, problem: null, now });
      taskId = await startTask(transaction, { ...taskOf(archive), type: 'ANALYZE_ARCHIVE', now });
    }
    const problem = outcome.result?.problem ?? null;
    if (outcome.result?.problem === null) await store(services, transaction, { read, ...outcome.result });
    await finish(transaction, archive, { taskId, problem, now });
    if (problem) appendArchiveFailed(transaction, archive, problem);
    else if (change.status === 'ANALYZED') appendArchiveEvent(transaction, archive, 'ARCHIVE_ANALYZED');
    return true;
  });
}

function changeAfter(archive: ArchiveRow, { classification, result, reading }: AnalysisOutcome, now: number) {
  const problem = result?.problem ?? null;
  const read = result?.problem === null ? result : null;
  const isDone = result !== null || archive.job === 'CLASSIFY';
  return {
    status: problem ? 'ERROR' : isDone ? 'ANALYZED' : 'UNSUPPORTED',
    type: archive.type ?? classification,
    classification,
    analysis: read && JSON.stringify(read.analysis),
    validation: read && JSON.stringify(read.validation),
    fields: read && JSON.stringify(read.fields),
    reading: reading && JSON.stringify(reading),
    error_code: problem && stateCodeOf(problem),
    error_message: problem?.message ?? null,
    task_id: null,
    updated_at: now,
  } as const;
}

/** `FILE_UNABLE_TO_RECOGNIZE` exists only in events, so the archive gets the code for missing fields. */
const stateCodeOf = ({ code }: Problem): ArchiveErrorCode =>
  code === 'FILE_UNABLE_TO_RECOGNIZE' ? 'MISSING_MANDATORY_FIELD' : code;

const taskOf = (archive: ArchiveRow) => ({
  ...sourceOf(archive),
  sessionId: archive.session_id ?? undefined,
});

async function finish(
  transaction: Transaction,
  { tenant_id: tenantId, mode }: ArchiveRow,
  { taskId, problem, now }: { taskId: string; problem: Problem | null; now: number },
): Promise<void> {
  const status = problem ? 'FAILED' : 'SUCCEEDED';
  await finishTask(
    transaction,
    { tenantId, mode },
    { taskId, status, errorCode: problem?.code ?? null, now },
  );
}

async function store(
  services: Services,
  transaction: Transaction,
  { read, found }: { read: ArchiveWithFiles; found: Found },
): Promise<void> {
  const { archive } = read;
  const source = { ...sourceOf(archive), now: services.now() };
  if (found.identity) {
    const [identityId] = await addDatapoints(transaction, source, {
      kind: 'identity',
      bodies: [found.identity],
    });
    appendAdded(transaction, archive, { type: 'IDENTITY_ADDED', identityId: identityId as string });
  }
  if (found.employments.length > 0) {
    await addDatapoints(transaction, source, { kind: 'employment', bodies: found.employments });
    appendAdded(transaction, archive, { type: 'EMPLOYMENTS_ADDED', count: found.employments.length });
  }
  if (found.incomes.length > 0) {
    await addDatapoints(transaction, source, { kind: 'income', bodies: found.incomes });
    appendAdded(transaction, archive, { type: 'INCOMES_ADDED', count: found.incomes.length });
  }
  const documents = documentsOf(services, read, found);
  await addDatapoints(transaction, source, { kind: 'document', bodies: documents });
  appendAdded(transaction, archive, { type: 'DOCUMENTS_ADDED', count: documents.length });
}

function documentsOf(
  services: Services,
  { archive, files }: ArchiveWithFiles,
  found: Found,
): Omit<DocumentPayload, 'id'>[] {
  const type = archive.type ?? found.type;
  return files.map((file) => ({
    name: findFileType(type)?.typeLabel ?? file.name,
    docId: null,
    status: null,
    documentType: type === 'PAYSLIP' ? 'PAYSLIP' : 'CERTIFICATE',
    issueDate: found.issueDate,
    expiryDate: null,
    fileUrl: fileLink(services, file),
    remarks: null,
  }));
}
