import type { Mode } from '@winkwire/contract/modes';
import { href } from '../app/address.ts';

interface EndpointLinkProps {
  mode: Mode;
  id: string;
  name: string;
  url: string;
}

export const EndpointLink = ({ mode, id, name, url }: EndpointLinkProps) => (
  <>
    <a class="row-link" href={href(mode, 'webhooks', id)}>
      {name}
    </a>
    <div class="id endpoint-url" title={url}>
      {url}
    </div>
  </>
);
