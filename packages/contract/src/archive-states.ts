export const archiveStatuses = ['STARTED', 'ANALYZED', 'UNSUPPORTED', 'ERROR', 'REVOKED'] as const;
export type ArchiveStatus = (typeof archiveStatuses)[number];

/** Why an archive is in state ERROR. */
export const archiveErrorCodes = ['MISSING_MANDATORY_FIELD', 'INVALID_FIELD_FORMAT', 'SYSTEM_ERROR'] as const;
export type ArchiveErrorCode = (typeof archiveErrorCodes)[number];

/**
 * The error codes of `ARCHIVE_FAILED`. `FILE_UNABLE_TO_RECOGNIZE`: no file has readable text, a file is too large or
 * too slow to read, or the document is of another type than the upload named.
 */
export const archiveFailureCodes = [...archiveErrorCodes, 'FILE_UNABLE_TO_RECOGNIZE'] as const;
export type ArchiveFailureCode = (typeof archiveFailureCodes)[number];

/** The types that classification can find for a file. */
export const classifiedFileTypes = [
  'PAYSLIP',
  'TAX_DOCUMENT',
  'EMPLOYMENT_CERTIFICATE',
  'BANK_STATEMENT',
  'COMPANY_ID',
  'CLEARANCE_NBI',
  'GOVERNMENT_ID',
  'TELCO_BILL',
  'ELECTRICITY_BILL',
  'WATER_BILL',
  'OTHERS',
] as const;
export type ClassifiedFileType = (typeof classifiedFileTypes)[number];

/** The subtype of one file in an archive. An archive has a type, but no subtype. */
export const fileSubtypes = [
  'PAYSLIP',
  'PERSONAL_INFORMATION',
  'EMPLOYMENT_INFORMATION',
  'TAX_PAYMENT',
  'COMPANY_ID_FRONT',
  'COMPANY_ID_BACK',
  'CARD_FRONT',
  'CARD_BACK',
] as const;
export type FileSubtype = (typeof fileSubtypes)[number];

export const rawFileFormats = ['PDF', 'PNG', 'JPG', 'JPEG', 'TIFF'] as const;
export type RawFileFormat = (typeof rawFileFormats)[number];
