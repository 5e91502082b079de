import { uploadExtensions } from '@winkwire/contract/widget-api';

// Without HEIC, Safari on iPhones converts photographs to JPEG, so our server need not.
const isIphone = /iPhone/.test(navigator.userAgent);

export const acceptedFiles = uploadExtensions
  .filter((extension) => !(isIphone && extension.startsWith('HEI')))
  .map((extension) => `.${extension.toLowerCase()}`)
  .join(',');
