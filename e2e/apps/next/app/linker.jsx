'use client';

import { useSmileLink } from '@winkwire/react';
import { SmileLinkModal } from '@winkwire/widget';
import { useState } from 'react';

export function Linker({ scriptUrl, apiHost, userToken }) {
  const [closed, setClosed] = useState('');
  const onClose = ({ reason }) => setClosed(reason);
  const { open, ready } = useSmileLink({ scriptUrl, userToken, onClose });
  return (
    <>
      <button type="button" disabled={!ready} onClick={open}>
        Link by hook
      </button>
      <button type="button" onClick={() => new SmileLinkModal({ apiHost, userToken, onClose }).open()}>
        Link by package
      </button>
      <p role="status">{closed}</p>
    </>
  );
}
