// @ts-check
import { startControls } from './controls.js';
import { startEventList } from './event-list.js';
import { startLender } from './lender.js';

const list = startEventList();
const lender = startLender({ tell: list.addCallback });
startControls({ lender, list });
