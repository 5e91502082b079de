export interface Mail {
  from: { name: string; address: string };
  replyTo?: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** The same in every attempt, so that a mail program shows a repeated mail only once. */
  messageId: string;
}
