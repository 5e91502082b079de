import { FileFaultError } from './messages.ts';

/**
 * If an import or a library's own file cannot be loaded, as during an update, the file of the user is not damaged. With
 * the fault BROKEN, an archive is read again later.
 */
export const loadCode = <Code>(code: Promise<Code>): Promise<Code> =>
  code.catch((error: unknown) => {
    throw new FileFaultError('BROKEN', String(error));
  });
