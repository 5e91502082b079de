import { Badge } from './badge.tsx';
import { explanationOf, isSuccess, type Outcome, responseText } from './response-text.ts';

export function ResponseBadge(outcome: Outcome) {
  return (
    <Badge tone={isSuccess(outcome) ? 'good' : 'bad'} title={explanationOf(outcome)}>
      {responseText(outcome)}
    </Badge>
  );
}
