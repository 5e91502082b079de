import { Badge } from './badge.tsx';
import { explanationOf, isSuccess, type Outcome, responseText } from './response-text.ts';

/** Shows how an attempt ended, in a few words. The tooltip explains its error in a sentence. */
export function ResponseBadge(outcome: Outcome) {
  return (
    <Badge tone={isSuccess(outcome) ? 'good' : 'bad'} title={explanationOf(outcome)}>
      {responseText(outcome)}
    </Badge>
  );
}
