import { uploadExtensions } from '@winkwire/contract/widget-api';

// If the file input does not accept HEIC, Safari on iPhones converts a photograph to JPEG, so our server need not do
// so.
const isIphone = /iPhone/.test(navigator.userAgent);

/** The value of the attribute `accept` for file inputs: the extensions of the files that can be uploaded. */
export const acceptedFiles = uploadExtensions
  .filter((extension) => !(isIphone && extension.startsWith('HEI')))
  .map((extension) => `.${extension.toLowerCase()}`)
  .join(',');
