// @ts-check
import { startControls } from './controls.js';
import { startEventList } from './event-list.js';
import { lenderFrame } from './lender-frame.js';

const list = startEventList();
const frame = await lenderFrame();
frame.document.addEventListener('callback', (event) => {
  const { name, argument } = /** @type {CustomEvent} */ (event).detail;
  list.addCallback(name, argument);
});
startControls({ ...frame, list });
