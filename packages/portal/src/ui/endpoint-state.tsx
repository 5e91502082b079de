import { Badge } from './badge.tsx';
import { conditionLabels, conditionOf, type EndpointFacts } from './endpoint-condition.ts';

export function EndpointState(endpoint: EndpointFacts) {
  const [label, tone] = conditionLabels[conditionOf(endpoint)];
  return <Badge tone={tone}>{label}</Badge>;
}
