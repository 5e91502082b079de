import { expect, test } from 'vitest';
import { linesOf } from '../../analysis/layout.ts';
import { parsePayslip } from '../../analysis/payslip.ts';
import { ReaderProcess } from '../../analysis/reader/reader-process.ts';
import { sandboxIdentities } from '../../connectors/sandbox/identities.ts';
import { documentBytes } from '../../testing/archive-services.ts';
import { sandboxDocuments } from './catalogue.ts';
import { makeDocuments } from './make-documents.ts';
import { payslips, sumOf } from './payslips.ts';

test('the documents in the assets are those that the code draws', async () => {
  for (const [name, bytes] of await makeDocuments()) {
    expect([name, Buffer.from(bytes).equals(await documentBytes(name))]).toEqual([name, true]);
  }
});

test('every document of the list can be downloaded', async () => {
  for (const { name } of sandboxDocuments) expect((await documentBytes(name)).length).toBeGreaterThan(1000);
});

test('each identity of the sandbox has a payslip that is read as its employer wrote it', async () => {
  await using reader = new ReaderProcess({ niceness: 0 });
  for (const identity of sandboxIdentities) {
    const payslip = payslips.find(({ file }) => file === `payslip-${identity.username.toLowerCase()}.pdf`);
    if (!payslip) throw new Error(`No payslip of ${identity.username}`);
    const bytes = await documentBytes(payslip.file);
    const finding = parsePayslip(linesOf(await reader.run({ task: 'read', format: 'PDF', bytes }, 60_000)));
    expect(finding).toMatchObject({
      analysis: {
        employeeName: identity.fullName,
        employerName: identity.job.employer,
        currency: identity.currency,
        grossAmount: sumOf(payslip.earnings),
        netAmount: sumOf(payslip.earnings) - sumOf(payslip.deductions),
      },
      jobTitle: identity.job.title,
      hireDate: identity.job.since,
      addsUp: true,
      problem: null,
    });
    if (identity.ssn) expect(finding.analysis.ssNumber).toBe(identity.ssn);
  }
});
