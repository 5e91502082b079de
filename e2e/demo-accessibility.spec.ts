import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { accessibilityRules } from './axe-violations.ts';
import { callApi } from './call-api.ts';
import { expect, test } from './fixtures.ts';

async function violationsOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(accessibilityRules).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds nothing in the demo, its mail viewer and the landing page', async ({
      demo,
      winkwire,
      page,
    }) => {
      await demo.page.getByRole('button', { name: 'Invite by e-mail' }).click();
      const { data } = await demo.webhook('INVITE_INVITED');
      await demo.page.locator('.row').first().locator('summary').click();
      expect(await violationsOn(page)).toEqual([]);

      // The frame of an e-mail permits no scripts, so axe cannot run in it. The test empties the frame.
      await page.route('**/demo/mail/*/body', (route) =>
        route.fulfill({ body: '<html lang="en"><title>mail</title>' }),
      );
      await page.goto(`${winkwire.url}/demo/mail`);
      await expect(page.locator('#view')).toBeVisible();
      expect(await violationsOn(page)).toEqual([]);

      const { inviteId } = data as { inviteId: string };
      const invite = await callApi(winkwire, `GET /v1/invites/${inviteId}`);
      for (const address of [String(invite.inviteLandingPageUrl), `${winkwire.url}/connect/nobody`]) {
        await page.goto(address);
        expect(await violationsOn(page)).toEqual([]);
      }
    });
  });
}
