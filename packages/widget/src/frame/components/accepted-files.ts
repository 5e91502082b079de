import { uploadExtensions } from '@winkwire/contract/widget-api';

// If the page does not accept HEIC, Safari on iPhones converts a photograph to JPEG. Our server then need not convert
// it.
const isIphone = /iPhone/.test(navigator.userAgent);

/** The value of the attribute `accept` for file inputs: the extensions of the files that can be uploaded. */
export const acceptedFiles = uploadExtensions
  .filter((extension) => !(isIphone && extension.startsWith('HEI')))
  .map((extension) => `.${extension.toLowerCase()}`)
  .join(',');
