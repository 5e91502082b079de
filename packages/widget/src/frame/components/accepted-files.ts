import { uploadExtensions } from '@winkwire/contract/widget-api';

/** The value of the attribute `accept` for file inputs: the formats that can be uploaded. */
export const acceptedFiles = uploadExtensions.map((extension) => `.${extension.toLowerCase()}`).join(',');
