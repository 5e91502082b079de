/** What became of one try to hand a mail to the mail server. */
export type MailOutcome =
  | { accepted: true }
  /** `responseCode` is the server's own, e.g. 550, where it answered at all. */
  | { accepted: false; command: string | null; responseCode: number | null; message: string };

export type MailVerdict =
  | { kind: 'sent' }
  | { kind: 'retry'; at: number; reason: string }
  /** The server refuses this recipient or this mail for good. */
  | { kind: 'refused'; reason: string };

const firstDelay = 15_000;
const longestDelay = 60 * 60_000;

/**
 * What to do after a try. Mails are tried for as long as the trouble may pass: outage, greylisting, full mailbox,
 * wrong credentials of our own. `chance` is a number from 0 to below 1 that spreads the tries.
 */
export function mailVerdict(
  outcome: MailOutcome,
  { attempts, now, chance }: { attempts: number; now: number; chance: number },
): MailVerdict {
  if (outcome.accepted) return { kind: 'sent' };
  const { message, responseCode, command } = outcome;
  // A permanent code to AUTH or to the greeting is about our settings, which an operator can mend.
  const aboutTheMail = command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA';
  if (aboutTheMail && responseCode !== null && responseCode >= 500)
    return { kind: 'refused', reason: message };
  const delay = Math.min(longestDelay, firstDelay * 2 ** (attempts - 1));
  return { kind: 'retry', at: now + Math.round(delay * (0.5 + chance / 2)), reason: message };
}
