import { FileFaultError } from './messages.ts';

/**
 * Waits for an import. If the code cannot be loaded, as while a new version is being installed, the file is not
 * damaged. So the fault is BROKEN, and an archive is read again later.
 */
export const loadCode = <Code>(code: Promise<Code>): Promise<Code> =>
  code.catch((error: unknown) => {
    throw new FileFaultError('BROKEN', String(error));
  });
