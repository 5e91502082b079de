/** A type of document, as the resource of `GET /v1/fileTypes` without its logo's address. */
export interface FileType {
  type: FileTypeId;
  typeLabel: string;
  /** Uploading this type works. */
  active: boolean;
  /** The tenant may upload this type. */
  enabled: boolean;
  /** Read after upload; otherwise stored as it is. */
  ocr: boolean;
  /** The data points that an analysis adds. */
  supported: Datapoint[];
  /** File in the folder of assets. */
  logo: string;
}

type Datapoint = 'IDENTITIES' | 'EMPLOYMENTS' | 'INCOMES' | 'DOCUMENTS' | 'NONE';

export const fileTypeIds = [
  'PAYSLIP',
  'TAX_DOCUMENT',
  'EMPLOYMENT_CERTIFICATE',
  'COMPANY_ID',
  'BANK_STATEMENT',
  'CLEARANCE_NBI',
  'GOVERNMENT_ID',
  'TELCO_BILL',
  'ELECTRICITY_BILL',
  'WATER_BILL',
  'OTHERS',
] as const;
export type FileTypeId = (typeof fileTypeIds)[number];

const analysed = (type: FileTypeId, typeLabel: string, supported: Datapoint[]): FileType => ({
  type,
  typeLabel,
  active: true,
  enabled: true,
  ocr: true,
  supported,
  logo: logoOf(type),
});

const stored = (type: FileTypeId, typeLabel: string): FileType => ({
  ...analysed(type, typeLabel, ['NONE']),
  ocr: false,
});

const logoOf = (type: FileTypeId) => `${type.toLowerCase().replaceAll('_', '-')}.svg`;

/** Every type there is, in the order in which the widget shows them. */
export const fileTypes: readonly FileType[] = [
  analysed('PAYSLIP', 'Payslip', ['IDENTITIES', 'EMPLOYMENTS', 'INCOMES', 'DOCUMENTS']),
  analysed('TAX_DOCUMENT', 'Tax document', ['IDENTITIES', 'INCOMES', 'DOCUMENTS']),
  analysed('EMPLOYMENT_CERTIFICATE', 'Certificate of employment', ['IDENTITIES', 'EMPLOYMENTS', 'DOCUMENTS']),
  stored('COMPANY_ID', 'Company ID'),
  stored('BANK_STATEMENT', 'Bank statement'),
  stored('CLEARANCE_NBI', 'NBI clearance'),
  stored('GOVERNMENT_ID', 'Government ID'),
  stored('TELCO_BILL', 'Phone or internet bill'),
  stored('ELECTRICITY_BILL', 'Electricity bill'),
  stored('WATER_BILL', 'Water bill'),
  stored('OTHERS', 'Other document'),
];

export const findFileType = (type: string): FileType | undefined =>
  fileTypes.find((fileType) => fileType.type === type);
