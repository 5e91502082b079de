import type { Datapoints } from '../../connector.ts';
import { addMonths, today } from './calendar.ts';
import type { MonthlyEarning } from './earnings.ts';
import type { Recipe } from './recipe.ts';

export function makeDocuments(
  { identity, providerId, now }: Recipe,
  earnings: readonly MonthlyEarning[],
): Required<Datapoints>['document'] {
  const issued = addMonths(today(now), -31);
  const prefix = providerId.slice(0, 3).toUpperCase();
  const none = { expiryDate: null, fileUrl: null, remarks: null };
  return [
    {
      ...none,
      name: identity.identityDocument.name,
      docId: identity.identityDocument.number,
      status: 'Valid',
      documentType: 'IDENTIFICATION',
      issueDate: issued,
      expiryDate: addMonths(issued, 120),
    },
    {
      ...none,
      name: 'Certificate of engagement',
      docId: `${prefix}-CE-${identity.job.employeeNumber}`,
      status: 'Issued',
      documentType: 'CERTIFICATE',
      issueDate: addMonths(today(now), -2),
    },
    ...earnings.slice(-3).map(({ month }) => ({
      ...none,
      name: `Payslip ${month.name}`,
      docId: `${prefix}-PS-${month.name.replace('-', '')}`,
      status: 'Issued',
      documentType: 'PAYSLIP' as const,
      issueDate: month.last,
    })),
  ];
}
