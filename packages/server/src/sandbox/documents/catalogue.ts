import type { FileTypeId } from '../../domain/file-types.ts';

export interface SandboxDocument {
  /** Below `/sandbox/documents/`. */
  name: string;
  label: string;
  /** The file type to choose when the document is uploaded. */
  fileType: FileTypeId;
  /** Null if the document belongs to nobody. */
  user: string | null;
}

export const sandboxDocuments: readonly SandboxDocument[] = [
  payslip('payslip-george.pdf', 'Payslip of George Palomero Jr.', 'George'),
  payslip('payslip-ryan.pdf', 'Payslip of Ryan Lestari, in Indonesian', 'Ryan'),
  payslip('payslip-christina.pdf', 'Payslip of Christina Tan', 'Christina'),
  payslip('payslip-anisha.pdf', 'Payslip of Anisha Bhatia', 'Anisha'),
  payslip('payslip-george-photo.png', 'Payslip of George Palomero Jr., as a picture', 'George'),
  {
    name: 'tax-document-george.pdf',
    label: 'Tax certificate of George Palomero Jr.',
    fileType: 'TAX_DOCUMENT',
    user: 'George',
  },
  {
    name: 'employment-certificate-christina.pdf',
    label: 'Certificate of employment of Christina Tan',
    fileType: 'EMPLOYMENT_CERTIFICATE',
    user: 'Christina',
  },
  { name: 'unreadable.pdf', label: 'A page that nobody can read', fileType: 'PAYSLIP', user: null },
];

function payslip(name: string, label: string, user: string): SandboxDocument {
  return { name, label, fileType: 'PAYSLIP', user };
}
