import { uploadExtensions } from '@winkwire/contract/widget-api';

// If HEIC is not accepted, Safari on iPhones converts photographs to JPEG, so that our server need not do so.
const isIphone = /iPhone/.test(navigator.userAgent);

export const acceptedFiles = uploadExtensions
  .filter((extension) => !(isIphone && extension.startsWith('HEI')))
  .map((extension) => `.${extension.toLowerCase()}`)
  .join(',');
