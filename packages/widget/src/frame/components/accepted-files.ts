import { uploadExtensions } from '@winkwire/contract/widget-api';

// On an iPhone, HEIC is left out. Safari then converts photographs to JPEG, which saves work on the server.
const isIphone = /iPhone/.test(navigator.userAgent);

export const acceptedFiles = uploadExtensions
  .filter((extension) => !(isIphone && extension.startsWith('HEI')))
  .map((extension) => `.${extension.toLowerCase()}`)
  .join(',');
