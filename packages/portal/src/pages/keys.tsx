import type { Mode } from '@winkwire/contract/modes';
import type { PortalApiKeys, PortalSessionData } from '@winkwire/contract/portal-api';
import type { Egress } from '@winkwire/contract/resources/reconciliation';
import { useQuery } from '../api/use-query.ts';
import { modeWords } from '../app/mode-words.ts';
import { Card } from '../ui/card.tsx';
import { Id } from '../ui/id.tsx';
import { Code } from '../ui/json.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Answer } from '../ui/states.tsx';
import { fullTime } from '../ui/time.ts';

export function KeysPage({ mode }: { mode: Mode }) {
  const keys = useQuery<PortalApiKeys>(mode, '/portal/api/keys');
  const session = useQuery<PortalSessionData>(mode, '/portal/api/session');
  const egress = useQuery<Egress>(mode, '/v1/egress');
  return (
    <>
      <PageHead
        title="API keys"
        lead={`What your back end authenticates with in ${modeWords[mode]}. The other mode has its own, and sees none of this data.`}
      />
      <div class="stack">
        <Card title="Keys">
          <Answer query={keys} rows={2}>
            {({ items }) => (
              <>
                <ul class="rows">
                  {items.map((each) => (
                    <li key={each.key} class="row">
                      <Id value={each.key} whole />
                      <span class="soft small">
                        {each.origin === 'generated' ? 'generated' : 'set by configuration'},{' '}
                        {fullTime(each.createdAt)}
                      </span>
                    </li>
                  ))}
                </ul>
                <div class="card-body">
                  <p class="soft small">
                    The secret is shown nowhere: only its hash is kept. It was printed when the server first
                    started, or is in its configuration. To replace both, set <code>WINKWIRE_{mode}_KEY</code>{' '}
                    and <code>WINKWIRE_{mode}_SECRET</code>, and start the server again.
                  </p>
                </div>
              </>
            )}
          </Answer>
        </Card>
        <div class="columns">
          <Card title="How to call">
            <div class="card-body">
              <Answer query={session} rows={2}>
                {({ publicUrl }) => (
                  <Code
                    label="Command that lists users"
                    text={`curl ${publicUrl}/v1/users -u "$KEY:$SECRET"`}
                  />
                )}
              </Answer>
            </div>
          </Card>
          <Card title="Where webhooks come from">
            <div class="card-body">
              <Answer query={egress} rows={1}>
                {({ addresses, proxy, verified }) => (
                  <p>
                    {addresses.length > 0 ? (
                      <>
                        Always from <span class="mono">{addresses.join(', ')}</span>
                        {proxy && ', through a proxy'}.
                        {verified === false && ' They were last seen to come from another: ask the operator.'}
                      </>
                    ) : (
                      <span class="soft">
                        {proxy
                          ? "From a proxy's address, which"
                          : "From this machine's own address. One that"}{' '}
                        receivers can list is told by{' '}
                        <code>{proxy ? 'WINKWIRE_EGRESS_PUBLISHED' : 'WINKWIRE_EGRESS_ADDRESS'}</code>.
                      </span>
                    )}
                  </p>
                )}
              </Answer>
            </div>
          </Card>
        </div>
      </div>
    </>
  );
}
