// biome-ignore-all lint/style/noNonNullAssertion: the condition implies the time or the reason
import type { Mode } from '@winkwire/contract/modes';
import type { OverviewEndpoint } from '@winkwire/contract/portal-api';
import type { ComponentChildren } from 'preact';
import { href } from '../app/address.ts';
import { counted } from '../ui/counted.ts';
import { conditionOf, type EndpointCondition } from '../ui/endpoint-condition.ts';
import { Moment } from '../ui/moment.tsx';
import { inLocalTime } from '../ui/time.ts';

interface BrokenEndpointsProps {
  mode: Mode;
  endpoints: OverviewEndpoint[];
}

export function BrokenEndpoints({ mode, endpoints }: BrokenEndpointsProps) {
  const unserved = endpoints.filter((endpoint) => conditionOf(endpoint) === 'UNSERVED');
  return (
    <>
      {unserved.length > 0 && <UnservedNotice names={unserved.map(({ name }) => name)} />}
      {endpoints.map((endpoint) => {
        const sentence = sentenceOf(endpoint);
        return (
          sentence && (
            <div key={endpoint.id} class="notice" data-tone="bad">
              <div>{sentence}</div>
              <a class="button" data-size="small" href={href(mode, 'webhooks', endpoint.id)}>
                View endpoint
              </a>
            </div>
          )
        );
      })}
    </>
  );
}

/** If a process is missing, many endpoints are not served. One notice names them all. */
export function UnservedNotice({ names }: { names: string[] }) {
  const [first, ...others] = names;
  return (
    <div class="notice" data-tone="bad">
      <div>
        No process delivers to <strong>{first}</strong>
        {others.length > 0 && `, nor to ${counted(others.length, 'other endpoint')}`}. Events are kept. Start
        a process with the role <code>deliver</code>.
      </div>
    </div>
  );
}

const sentences: Partial<Record<EndpointCondition, (endpoint: OverviewEndpoint) => ComponentChildren>> = {
  FAILING: ({ name, failingSince }) => (
    <>
      No delivery to <strong>{name}</strong> has succeeded since <Moment at={failingSince!} exact />. Its
      deliveries are kept and retried.
    </>
  ),
  HELD: ({ name, heldReason }) => (
    <>
      Nothing can be sent to <strong>{name}</strong>. {heldReason} Its events are kept.
    </>
  ),
  DISABLED: ({ name, pausedReason }) => (
    <>
      <strong>{name}</strong> was disabled. {inLocalTime(pausedReason ?? '')} Its events are kept until it is
      resumed.
    </>
  ),
};

const sentenceOf = (endpoint: OverviewEndpoint): ComponentChildren =>
  sentences[conditionOf(endpoint)]?.(endpoint);
