import type { MailFailure } from './mail-verdict.ts';

/**
 * What the log may show of a failure. A mail server's response often quotes the recipient's address, which is personal
 * data, and so do errors of nodemailer about an address. Only the errors of connections without a response have neither.
 */
export const loggableFailure = ({ command, responseCode, message }: MailFailure) => ({
  command,
  responseCode,
  reason: command === 'CONN' && responseCode === null ? message : undefined,
});
