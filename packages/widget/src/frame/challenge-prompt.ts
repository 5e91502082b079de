import type { Challenge } from '@winkwire/contract/widget-api';
import type { Texts } from './texts/en.ts';

/** `language` is set if the provider wrote the text. */
export function challengePrompt(challenge: Challenge, { mfa }: Texts): { text: string; language?: string } {
  if (challenge.kind === 'CODE') return { text: mfa.codePrompt(challenge.sentTo) };
  if (challenge.kind === 'CHOICE') return { text: mfa.choicePrompt };
  const { question } = challenge;
  return question.name === 'OTHER' ? question : { text: mfa.questions[question.name] };
}
