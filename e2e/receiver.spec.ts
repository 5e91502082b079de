import { expect, test } from './fixtures.ts';

test('a receiver that has failed gets the missed event when it works again', async ({ demo }) => {
  await demo.page.getByRole('button', { name: 'Break my receiver' }).click();
  await expect(demo.page.getByRole('button', { name: 'Fix my receiver' })).toBeVisible();
  await demo.open();
  await expect
    .poll(
      async () => (await demo.pairs()).find((pair) => pair.webhook?.type === 'USER_CREATED')?.webhook?.status,
    )
    .toBe(500);

  await demo.widget.press('Close');
  await demo.page.getByRole('button', { name: 'Fix my receiver' }).click();
  await expect
    .poll(async () => (await demo.pairs()).find((pair) => pair.webhook?.type === 'USER_CREATED')?.webhook, {
      timeout: 20_000,
    })
    .toMatchObject({ status: 200, verified: true });
  expect(
    (await demo.pairs()).find((pair) => pair.webhook?.type === 'USER_CREATED')?.webhook?.attempt,
  ).toBeGreaterThan(1);
});

test('continuous sync reports new data to the back end', async ({ demo }) => {
  await demo.open();
  await demo.widget.connectAsGeorge();
  await demo.webhook('TASK_FINISHED');
  await demo.widget.press('Done');
  await demo.page.getByRole('button', { name: 'Sync new data' }).click();
  expect(await demo.webhook('ACCOUNT_SYNC_TASK_FINISHED')).toMatchObject({
    data: { sourceType: 'ACCOUNT', status: 'SUCCEEDED', monitorStatus: 'ACTIVE' },
  });
});
