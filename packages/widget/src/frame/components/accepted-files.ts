import { uploadFormats } from '@winkwire/contract/widget-api';

/** The value of the attribute `accept` for file inputs: the formats that can be uploaded. */
export const acceptedFiles = [...uploadFormats, 'TIF'].map((format) => `.${format.toLowerCase()}`).join(',');
