export type MailOutcome = { accepted: true } | MailFailure;

export interface MailFailure {
  accepted: false;
  command: string | null;
  /** The code of the mail server, such as 550. Null if the server sent none. */
  responseCode: number | null;
  message: string;
}

/**
 * What the log may show of a failure. Most messages must not be logged, because they can contain the recipient's
 * address, which is personal data: mail servers often quote it in their responses, and nodemailer quotes an address
 * that it refuses. A message is logged only if the connection failed and the server sent no response. Such a message
 * never contains the recipient's address.
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

/**
 * A mail is sent again if its failure may be temporary, such as an outage, greylisting or wrong SMTP credentials.
 * `chance` is a random number in [0, 1). It varies the delay, so that many mails are not sent again at the same time.
 */
export function mailVerdict(
  outcome: MailOutcome,
  { attempts, now, chance }: { attempts: number; now: number; chance: number },
): MailVerdict {
  if (outcome.accepted) return { kind: 'sent' };
  const { message, responseCode, command } = outcome;
  // If the server responds with a permanent code to a command that is not about the mail, such as AUTH, our settings
  // are probably wrong. An operator can correct them, so the mail is sent again.
  const aboutTheMail = command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA';
  if (aboutTheMail && responseCode !== null && responseCode >= 500)
    return { kind: 'refused', reason: message };
  const delay = Math.min(longestDelay, firstDelay * 2 ** (attempts - 1));
  return { kind: 'retry', at: now + Math.round(delay * (0.5 + chance / 2)), reason: message };
}
