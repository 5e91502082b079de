import { expect, test } from './fixtures.ts';
import { simplePaths, unpassedStates, wordsOf } from './simple-paths.ts';
import { prepareWalker, walkPath } from './walk-path.ts';

const paths = simplePaths();

test('the simple paths of the chart pass every state that this page can reach', () => {
  // Other tests cover a host page in a sandboxed iframe, and a sign-in page that opens in the same tab.
  expect(unpassedStates(paths)).toEqual(['linking.redirecting.sandboxed', 'linking.redirecting.leaving']);
});

// `npm run walk` walks all paths.
test('every hundredth simple path can be walked by keyboard alone', async ({ page, winkwire }) => {
  await using walker = await prepareWalker(page, winkwire);
  for (const path of paths.filter((_, index) => index % 100 === 0))
    await test.step(wordsOf(path), () => walkPath(walker, path));
});
