import { uploadExtensions } from '@winkwire/contract/widget-api';

// Safari on iPhones converts a photograph to JPEG, if the page does not accept HEIC. This costs our server nothing.
const isIphone = /iPhone/.test(navigator.userAgent);

/** The value of the attribute `accept` for file inputs: the extensions of the files that can be uploaded. */
export const acceptedFiles = uploadExtensions
  .filter((extension) => !(isIphone && extension.startsWith('HEI')))
  .map((extension) => `.${extension.toLowerCase()}`)
  .join(',');
