import type { Mode } from '@winkwire/contract/modes';
import type { Overview, OverviewEndpoint } from '@winkwire/contract/portal-api';
import { useQuery } from '../api/use-query.ts';
import { href } from '../app/router.ts';
import { Card } from '../ui/card.tsx';
import { EndpointState, successRate } from '../ui/endpoint-state.tsx';
import { Hours } from '../ui/hours.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Shares } from '../ui/shares.tsx';
import { Answer, Empty } from '../ui/states.tsx';
import { FirstSteps } from './first-steps.tsx';

export function OverviewPage({ mode }: { mode: Mode }) {
  const overview = useQuery<Overview>(mode, '/portal/api/overview', 5);
  return (
    <>
      <PageHead
        title="Overview"
        lead={
          mode === 'SANDBOX'
            ? 'Pretend providers and people: break what you like.'
            : 'Real users and real data.'
        }
      />
      <Answer query={overview} rows={9}>
        {(data) => (
          <div class="stack">
            <Figures data={data} mode={mode} />
            <FailingEndpoints mode={mode} endpoints={data.endpoints} />
            {!Object.values(data.firstSteps).every(Boolean) && (
              <FirstSteps mode={mode} done={data.firstSteps} />
            )}
            <div class="columns">
              <Card title="Events by hour">
                <div class="card-body">
                  <Hours hours={data.hours} />
                </div>
              </Card>
              <Card title="Deliveries by outcome" lead="Those of the last 24 hours, and all that still wait.">
                <div class="card-body">
                  <Shares counts={data.deliveries} />
                </div>
              </Card>
            </div>
            <Endpoints mode={mode} endpoints={data.endpoints} />
          </div>
        )}
      </Answer>
    </>
  );
}

function Figures({ data, mode }: { data: Overview; mode: Mode }) {
  const { delivered, failed, retrying, waiting } = data.deliveries;
  const rate = successRate(data.deliveries);
  return (
    <dl class="card figures">
      <Figure name="Events today" value={data.eventsToday} note="since midnight UTC" />
      <Figure
        name="Delivered"
        value={delivered}
        note={rate === null ? 'in 24 hours' : `${rate} of what was settled`}
      />
      <Figure name="On their way" value={waiting + retrying} note={`${retrying} after a failure`} />
      <Figure name="Given up" value={failed} note="in 24 hours" bad={failed > 0} />
      <Figure
        name="Endpoints"
        value={data.endpoints.length}
        note={<a href={href(mode, 'webhooks')}>All webhooks</a>}
      />
    </dl>
  );
}

function Figure({
  name,
  value,
  note,
  bad,
}: {
  name: string;
  value: number;
  note: preact.ComponentChildren;
  bad?: boolean;
}) {
  return (
    <div class="figure" data-tone={bad ? 'bad' : undefined}>
      <dt>{name}</dt>
      <dd>{value.toLocaleString()}</dd>
      <dd class="note">{note}</dd>
    </div>
  );
}

function FailingEndpoints({ mode, endpoints }: { mode: Mode; endpoints: OverviewEndpoint[] }) {
  const failing = endpoints.filter(({ failingSince, active }) => failingSince !== null && active);
  return (
    <>
      {failing.map((endpoint) => (
        <div key={endpoint.id} class="notice" data-tone="bad">
          <div>
            <strong>{endpoint.name}</strong> has not taken a delivery since{' '}
            <Moment at={endpoint.failingSince!} exact />. Its events are kept and tried again.
          </div>
          <a class="button" data-size="small" href={href(mode, 'webhooks', endpoint.id)}>
            See why
          </a>
        </div>
      ))}
    </>
  );
}

function Endpoints({ mode, endpoints }: { mode: Mode; endpoints: OverviewEndpoint[] }) {
  return (
    <Card title="Endpoints">
      {endpoints.length === 0 ? (
        <Empty title="No webhook yet">
          <p>
            Events are kept all the same. The first webhook gets what happens from then on, and can replay.
          </p>
          <a class="button" data-kind="primary" href={href(mode, 'webhooks', 'new')}>
            Add a webhook
          </a>
        </Empty>
      ) : (
        <table class="table">
          <thead>
            <tr>
              <th>Endpoint</th>
              <th>State</th>
              <th class="end">Delivered</th>
              <th class="end">Waiting</th>
              <th class="end">Success</th>
            </tr>
          </thead>
          <tbody>
            {endpoints.map((endpoint) => (
              <tr key={endpoint.id}>
                <td class="lead">
                  <a class="row-link" href={href(mode, 'webhooks', endpoint.id)}>
                    {endpoint.name}
                  </a>
                  <div class="id">{endpoint.url}</div>
                </td>
                <td data-label="State">
                  <EndpointState {...endpoint} />
                </td>
                <td class="end number" data-label="Delivered">
                  {endpoint.delivered.toLocaleString()}
                </td>
                <td class="end number" data-label="Waiting">
                  {(endpoint.waiting + endpoint.retrying).toLocaleString()}
                </td>
                <td class="end number" data-label="Success">
                  {successRate(endpoint) ?? '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
