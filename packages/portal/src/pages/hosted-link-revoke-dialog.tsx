import type { Mode } from '@winkwire/contract/modes';
import type { HostedLink } from '@winkwire/contract/resources/hosted-link';
import { request } from '../api/request.ts';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.tsx';

interface HostedLinkRevokeDialogProps {
  mode: Mode;
  link: HostedLink;
  onClose: () => void;
  onDone: () => Promise<void>;
}

export function HostedLinkRevokeDialog({ mode, link, onClose, onDone }: HostedLinkRevokeDialogProps) {
  const revoke = async () => {
    await request(mode, `/v1/hostedLinks/${link.id}/revoke`, { method: 'POST' });
    toast('Revoked. The page of this link no longer opens the widget.');
    await onDone();
    return 'close' as const;
  };
  return (
    <Dialog title="Revoke this link?" confirm="Revoke" danger onConfirm={revoke} onClose={onClose}>
      <p>
        <code>{link.id}</code>
      </p>
      <p class="soft small">
        The page of this link will then show that the link has expired. An account that was linked stays
        linked.
      </p>
    </Dialog>
  );
}
