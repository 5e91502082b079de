import type { ClassifiedFileType } from '@winkwire/contract/archive-states';
import type { FileType as FileTypeResource } from '@winkwire/contract/resources/file-type';
import Type from 'typebox';
import { equals, type Filter } from './filters.ts';
import { listQuery } from './listing.ts';

/** The resource of `GET /v1/fileTypes`, without the URL of its logo. */
export interface FileType {
  type: FileTypeId;
  typeLabel: string;
  active: boolean;
  enabled: boolean;
  /** Whether files are analysed after the upload. Otherwise, they are only stored. */
  ocr: boolean;
  supported: Datapoint[];
  /** A file in the folder `assets/file-types`. */
  logo: string;
}

type Datapoint = 'IDENTITIES' | 'EMPLOYMENTS' | 'INCOMES' | 'DOCUMENTS' | 'NONE';

export type FileTypeId = ClassifiedFileType;

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

const flag = (description: string): Filter => ({
  schema: Type.Boolean({ description }),
  column: '',
  operator: '=',
  value: (text) => text,
});

const filters: Record<string, Filter> = {
  type: equals('type', 'Only this type.'),
  active: flag(
    'If true, only types that can be uploaded at the moment. If false, only types that cannot be uploaded.',
  ),
  enabled: flag('If true, only types that you may use. If false, only types that you may not use.'),
  ocr: flag(
    'If true, only types whose files are analysed. If false, only types whose files are just stored.',
  ),
};

export const fileTypeQuery = listQuery(filters);

export const fileTypeListing = {
  name: 'fileTypes',
  items: fileTypes,
  idOf: (fileType: FileType) => fileType.type,
  filters: Object.keys(filters),
  select: (given: Record<string, string>, items: readonly FileType[]) =>
    items.filter((item) =>
      Object.entries(given).every(([name, text]) => String(item[name as keyof FileType]) === text),
    ),
};

export const fileTypeResource = ({ logo, ...fileType }: FileType, publicUrl: string): FileTypeResource => ({
  logoUrl: `${publicUrl}/assets/file-types/${logo}`,
  ...fileType,
});
