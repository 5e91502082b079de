import { useSmileLink, WinkWidget } from '@winkwire/react';
import { createElement, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

/*
 * A customer's React application under StrictMode, in which effects run twice. The page that runs it sets
 * `given`.
 */
const { scriptUrl, tokens } = globalThis.given;
globalThis.reasons = [];
const onClose = ({ reason }) => globalThis.reasons.push(reason);

function Linker() {
  const { open, ready } = useSmileLink({ scriptUrl, userToken: tokens[0], onClose });
  return createElement('button', { type: 'button', disabled: !ready, onClick: open }, 'Link by hook');
}

function App() {
  const [isLinking, setLinking] = useState(false);
  const onClosed = (argument) => {
    onClose(argument);
    setLinking(false);
  };
  return [
    createElement(Linker, { key: 'hook' }),
    createElement(
      'button',
      { key: 'button', type: 'button', onClick: () => setLinking(true) },
      'Link by component',
    ),
    isLinking &&
      createElement(WinkWidget, { key: 'widget', scriptUrl, userToken: tokens[1], onClose: onClosed }),
  ];
}

const root = createRoot(document.getElementById('root'));
root.render(createElement(StrictMode, null, createElement(App)));
globalThis.unmount = () => root.unmount();
