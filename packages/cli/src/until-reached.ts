import { WinkwireError } from '@winkwire/demo/winkwire-client';

/** Milliseconds. */
const pause = 1000;

/** Tries until the server answers: one that is being restarted comes back. Any other refusal is passed on. */
export async function untilReached<Result>(work: () => Promise<Result>): Promise<Result> {
  let hasSaid = false;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof WinkwireError) || error.status !== 503) throw error;
      if (!hasSaid) process.stderr.write(`${error.message} Trying again every second.\n`);
      hasSaid = true;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
