import type { PortalSessionData } from '@winkwire/contract/portal-api';
import type { Egress } from '@winkwire/contract/resources/reconciliation';
import { useQuery } from '../api/use-query.ts';
import { modeNames } from '../app/mode-names.ts';
import type { PageProps } from '../app/page-props.ts';
import { Card } from '../ui/card.tsx';
import { Code } from '../ui/json.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { QueryView } from '../ui/states.tsx';
import { KeysCard } from './keys-card.tsx';

export function KeysPage({ mode }: PageProps) {
  const session = useQuery<PortalSessionData>(mode, '/portal/api/session');
  const egress = useQuery<Egress>(mode, '/v1/egress');
  return (
    <>
      <PageHead
        title="API keys"
        lead={`Your back end authenticates with a key and its secret. These keys work in ${modeNames[mode]} only.`}
      />
      <div class="stack">
        <KeysCard mode={mode} />
        <div class="columns">
          <Card title="Calling the API">
            <div class="card-body">
              <QueryView query={session} rows={2}>
                {({ publicUrl }) => (
                  <Code
                    label="Command that lists users"
                    text={`curl ${publicUrl}/v1/users -u "$KEY:$SECRET"`}
                    wrap
                  />
                )}
              </QueryView>
            </div>
          </Card>
          <Card title="Source addresses of webhooks">
            <div class="card-body">
              <QueryView query={egress} rows={1}>
                {(data) => <EgressText egress={data} />}
              </QueryView>
            </div>
          </Card>
        </div>
      </div>
    </>
  );
}

function EgressText({ egress: { addresses, proxy, verified } }: { egress: Egress }) {
  if (addresses.length > 0) {
    return (
      <p>
        Webhooks always come from <span class="mono">{addresses.join(', ')}</span>
        {proxy && ', through a proxy'}.
        {verified === false &&
          ' But the last check came from a different address, so webhooks may too. Contact the operator of the server.'}
      </p>
    );
  }
  return (
    <p class="soft">
      Webhooks come from the address of {proxy ? 'the proxy' : 'this server'}. To let receivers allow a fixed
      address, set <code>{proxy ? 'WINKWIRE_EGRESS_PUBLISHED' : 'WINKWIRE_EGRESS_ADDRESS'}</code>.
    </p>
  );
}
