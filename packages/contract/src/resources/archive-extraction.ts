import Type from 'typebox';
import { nullable } from '../schema/nullable.ts';
import {
  EmploymentCertificateAnalysis,
  MeteredBillAnalysis,
  NbiClearanceAnalysis,
  PayslipAnalysis,
  payslipAnalysisExample,
  TaxDocumentAnalysis,
  TelcoBillAnalysis,
} from './archive-analysis.ts';

const extraction = <const FileType extends string, Analysis extends Type.TObject>(
  fileType: FileType,
  analysis: Analysis,
) => Type.Object({ fileType: Type.Literal(fileType), analysis: nullable(analysis) });

/** The data that was read from an archive. `fileType` determines the fields of `analysis`. */
export const ArchiveExtraction = Type.Union(
  [
    extraction('PAYSLIP', PayslipAnalysis),
    extraction('TAX_DOCUMENT', TaxDocumentAnalysis),
    extraction('CLEARANCE_NBI', NbiClearanceAnalysis),
    extraction('TELCO_BILL', TelcoBillAnalysis),
    extraction('ELECTRICITY_BILL', MeteredBillAnalysis),
    extraction('WATER_BILL', MeteredBillAnalysis),
    extraction('EMPLOYMENT_CERTIFICATE', EmploymentCertificateAnalysis),
  ],
  { examples: [{ fileType: 'PAYSLIP', analysis: payslipAnalysisExample }] },
);
export type ArchiveExtraction = Type.Static<typeof ArchiveExtraction>;

/** The legacy form of {@link ArchiveExtraction}. It is only the `analysis`. */
export const ArchiveAnalysis = Type.Union(
  [
    PayslipAnalysis,
    TaxDocumentAnalysis,
    NbiClearanceAnalysis,
    TelcoBillAnalysis,
    MeteredBillAnalysis,
    EmploymentCertificateAnalysis,
  ],
  { examples: [payslipAnalysisExample] },
);
export type ArchiveAnalysis = Type.Static<typeof ArchiveAnalysis>;
