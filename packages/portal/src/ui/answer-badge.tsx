import { answerText, hasSucceeded } from './answer-words.ts';
import { Badge } from './badge.tsx';

/** What came back from a receiver, in a word. */
export function AnswerBadge(answer: Parameters<typeof answerText>[0]) {
  return <Badge tone={hasSucceeded(answer) ? 'good' : 'bad'}>{answerText(answer)}</Badge>;
}
