import { expect, test } from './fixtures.ts';
import { simplePaths, unpassedStates, wordsOf } from './simple-paths.ts';
import { prepareWalker, walkPath } from './walk-path.ts';

const paths = simplePaths();

test('the simple paths of the chart pass every state that this page can reach', () => {
  // Two states are on no path. In `sandboxed`, the `sandbox` attribute of an iframe around the host page forbids the
  // provider's sign-in page. In `leaving`, the sign-in page opens in the same tab. Other tests cover these two states.
  expect(unpassedStates(paths)).toEqual(['linking.redirecting.sandboxed', 'linking.redirecting.leaving']);
});

// `npm run walk` walks all paths.
test('every hundredth simple path can be walked by keyboard alone', async ({ page, winkwire }) => {
  await using walker = await prepareWalker(page, winkwire);
  for (const path of paths.filter((_, index) => index % 100 === 0))
    await test.step(wordsOf(path), () => walkPath(walker, path));
});
