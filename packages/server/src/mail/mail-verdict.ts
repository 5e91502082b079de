export type MailOutcome = { accepted: true } | MailFailure;

export interface MailFailure {
  accepted: false;
  command: string | null;
  /** The code of the mail server, such as 550. Null if the server sent none. */
  responseCode: number | null;
  message: string;
}

/**
 * Messages of mail servers and nodemailer often contain the recipient's address, which must not be logged. The message
 * of a failed connection is safe.
 */
export const loggableFailure = ({ command, responseCode, message }: MailFailure) => ({
  command,
  responseCode,
  reason: command === 'CONN' && responseCode === null ? message : undefined,
});

export type MailVerdict =
  | { kind: 'sent' }
  | { kind: 'retry'; at: number; reason: string }
  /** The server refuses the sender, the recipient or the mail permanently. */
  | { kind: 'refused'; reason: string };

const firstDelay = 15_000;
const longestDelay = 60 * 60_000;

/** A random `chance` in [0, 1) varies the delay, so that many mails are not sent at the same time. */
export function mailVerdict(
  outcome: MailOutcome,
  { attempts, now, chance }: { attempts: number; now: number; chance: number },
): MailVerdict {
  if (outcome.accepted) return { kind: 'sent' };
  const { message, responseCode, command } = outcome;
  // A permanent error in another command, such as AUTH, probably comes from our settings. An operator can correct them,
  // so the mail is sent again.
  const aboutTheMail = command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA';
  if (aboutTheMail && responseCode !== null && responseCode >= 500)
    return { kind: 'refused', reason: message };
  const delay = Math.min(longestDelay, firstDelay * 2 ** (attempts - 1));
  return { kind: 'retry', at: now + Math.round(delay * (0.5 + chance / 2)), reason: message };
}
