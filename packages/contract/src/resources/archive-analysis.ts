import Type from 'typebox';
import { currency, date, oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { genders, maritalStatuses } from './identity.ts';

/* A field is null if it was not found on the document. */

const words = nullable(Type.String());
const day = nullable(date);
const amount = nullable(Type.Number());
const money = nullable(currency);

const personName = { firstName: words, lastName: words, middleName: words };

export const payslipAnalysisExample = {
  startDate: '2026-03-01',
  endDate: '2026-03-31',
  payDate: '2026-04-05',
  currency: 'PHP',
  grossAmount: 31500.5,
  netAmount: 29100.25,
  employerName: 'QuickRide Mobility Inc.',
  employeeName: 'George Palomero Jr.',
  ssNumber: '3300000008',
  philHealthNumber: null,
  taxNumber: null,
  pagIbigNumber: null,
};

export const PayslipAnalysis = Type.Object(
  {
    startDate: day,
    endDate: day,
    payDate: day,
    currency: money,
    grossAmount: amount,
    netAmount: amount,
    employerName: words,
    employeeName: words,
    ssNumber: words,
    philHealthNumber: words,
    taxNumber: words,
    pagIbigNumber: words,
  },
  { examples: [payslipAnalysisExample] },
);
export type PayslipAnalysis = Type.Static<typeof PayslipAnalysis>;

export const TaxDocumentAnalysis = Type.Object(
  {
    startDate: day,
    endDate: day,
    grossAmount: amount,
    baseAmount: amount,
    employerName: words,
    employeeName: words,
    taxNumber: words,
  },
  {
    examples: [
      {
        startDate: '2025-01-01',
        endDate: '2025-12-31',
        grossAmount: 372000,
        baseAmount: 336000,
        employerName: 'QuickRide Mobility Inc.',
        employeeName: 'George Palomero Jr.',
        taxNumber: '123-456-789-000',
      },
    ],
  },
);
export type TaxDocumentAnalysis = Type.Static<typeof TaxDocumentAnalysis>;

export const NbiClearanceAnalysis = Type.Object({
  expireDate: day,
  dateOfBirth: day,
  ...personName,
  nbiIdNumber: words,
  address: words,
  maritalStatus: nullable(oneOf(maritalStatuses)),
  gender: nullable(oneOf(genders)),
  citizenship: words,
  remark: words,
});
export type NbiClearanceAnalysis = Type.Static<typeof NbiClearanceAnalysis>;

const bill = {
  fullName: words,
  ...personName,
  accountNumber: words,
  address: words,
  startDate: day,
  endDate: day,
  statementDate: day,
  statementNumber: words,
  dueDate: day,
  paymentDate: day,
  dueAmount: amount,
  vatAmount: amount,
  currentBillAmount: amount,
  balanceAmount: amount,
  previousDueAmount: amount,
  currency: money,
  emailAddress: words,
  phoneNumber: words,
  supplier: words,
};

export const TelcoBillAnalysis = Type.Object({ ...bill, adjustmentAmount: amount });
export type TelcoBillAnalysis = Type.Static<typeof TelcoBillAnalysis>;

/** The fields of an electricity or water bill, which has meter readings. */
export const MeteredBillAnalysis = Type.Object({
  ...bill,
  currentPeriodUsage: amount,
  previousReading: amount,
  presentReading: amount,
});
export type MeteredBillAnalysis = Type.Static<typeof MeteredBillAnalysis>;

export const EmploymentCertificateAnalysis = Type.Object({
  employerName: words,
  fullName: words,
  ...personName,
  employeeIdNumber: words,
  employeeIdType: words,
  position: words,
  department: words,
  employmentStatus: words,
  startDate: day,
  endDate: day,
  salaryAmount: amount,
  salaryTerm: words,
  currency: money,
  purpose: words,
  remarks: words,
  issueDate: day,
  signatoryName: words,
  signatoryPosition: words,
});
export type EmploymentCertificateAnalysis = Type.Static<typeof EmploymentCertificateAnalysis>;
