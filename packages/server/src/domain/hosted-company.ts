import type { WidgetTheme } from '@winkwire/contract/widget-theme';
import { isBlankText } from '../platform/is-blank-text.ts';
import type { Services } from '../platform/services.ts';
import { operatorsCompany } from './company-name.ts';
import type { HostedLinkRow } from './hosted-links.ts';
import { widgetTheme } from './widget-theme.ts';
import { winkTemplateContent, winkTemplateTable } from './wink-templates.ts';

/** The company as a hosted page shows it. The name is null if nobody has set one. */
export interface HostedCompany {
  name: string | null;
  logoUrl: string | null;
  /** Null if the link has no template, or if its template has no theme. */
  theme: WidgetTheme | null;
}

export async function findHostedCompany(
  { store, config }: Pick<Services, 'store' | 'config'>,
  link?: HostedLinkRow,
): Promise<HostedCompany> {
  if (link?.wink_template_id) {
    const owner = { tenantId: link.tenant_id, mode: link.mode };
    const row = await winkTemplateTable.find(store, owner, link.wink_template_id);
    if (row) {
      const { company, theme } = winkTemplateContent(row);
      // A blank name would leave a gap in the page's sentences.
      const name = isBlankText(company.name) ? operatorsCompany(config) : company.name;
      return { ...company, name, theme: theme ? widgetTheme(theme, undefined) : null };
    }
  }
  return { name: operatorsCompany(config), logoUrl: null, theme: null };
}
