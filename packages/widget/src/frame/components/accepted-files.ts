import { uploadFormats } from '@winkwire/contract/widget-api';

/** The value of `accept` for inputs of files that can be uploaded. */
export const acceptedFiles = [...uploadFormats, 'TIF'].map((format) => `.${format.toLowerCase()}`).join(',');
