import { FileFaultError } from './messages.ts';

/**
 * If code cannot be loaded, for example during an update, the user's file is not damaged. With the fault BROKEN, an
 * archive is read again later.
 */
export const loadCode = <Code>(code: Promise<Code>): Promise<Code> =>
  code.catch((error: unknown) => {
    throw new FileFaultError('BROKEN', String(error));
  });
