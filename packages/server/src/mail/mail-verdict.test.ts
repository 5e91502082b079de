import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MailOutcome, mailVerdict } from './mail-verdict.ts';

const refusal = (command: string | null, responseCode: number | null): MailOutcome => ({
  accepted: false,
  command,
  responseCode,
  message: 'as the server said',
});

const table: [what: string, outcome: MailOutcome, verdict: string][] = [
  ['accepted', { accepted: true }, 'sent'],
  ['connection refused', refusal('CONN', null), 'retry'],
  ['greylisted', refusal('RCPT TO', 450), 'retry'],
  ['mailbox full for now', refusal('RCPT TO', 452), 'retry'],
  ['our password is wrong', refusal('AUTH', 535), 'retry'],
  ['greeted with a refusal', refusal('CONN', 554), 'retry'],
  ['no such recipient', refusal('RCPT TO', 550), 'refused'],
  ['sender not allowed', refusal('MAIL FROM', 553), 'refused'],
  ['content not wanted', refusal('DATA', 554), 'refused'],
  ['connection lost while the mail was sent', refusal('DATA', null), 'retry'],
];

for (const [what, outcome, verdict] of table) {
  test(`${what}: ${verdict}`, () => {
    expect(mailVerdict(outcome, { attempts: 1, now: 0, chance: 0.5 }).kind).toBe(verdict);
  });
}

test('the wait grows to an hour and no further', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempts, chance) => {
        const verdict = mailVerdict(refusal(null, null), { attempts, now: 1000, chance });
        const wait = verdict.kind === 'retry' ? verdict.at - 1000 : Number.NaN;
        expect(wait).toBeGreaterThanOrEqual(7_500);
        expect(wait).toBeLessThanOrEqual(60 * 60_000);
      },
    ),
  );
});

test('the first retry comes within fifteen seconds', () => {
  const verdict = mailVerdict(refusal('CONN', null), { attempts: 1, now: 0, chance: 0.999 });
  expect(verdict).toMatchObject({ kind: 'retry', at: expect.any(Number) });
  expect(verdict.kind === 'retry' && verdict.at).toBeLessThanOrEqual(15_000);
});
