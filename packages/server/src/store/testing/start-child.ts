import { openStore } from '../open-store.ts';

/* Opens and migrates a database when its parent sends a message. */

const config = JSON.parse(process.argv[2]!);
process.once('message', async () => {
  try {
    const store = await openStore(config);
    await store.close();
    process.send!('opened');
  } catch (error) {
    process.send!(String(error));
  }
});
process.on('disconnect', () => process.exit());
process.send!('ready');
