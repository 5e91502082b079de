import { accountOperations } from './accounts.ts';
import { archiveOperations } from './archives.ts';
import { assetOperations } from './assets.ts';
import { connectOperations } from './connect.ts';
import { consentTemplateOperations } from './consent-templates.ts';
import { consentOperations } from './consents.ts';
import { datapointOperations } from './datapoints.ts';
import { deliveryOperations } from './deliveries.ts';
import { egressOperations } from './egress.ts';
import { eventOperations } from './events.ts';
import { fileTypeOperations } from './file-types.ts';
import { fileOperations } from './files.ts';
import { filterPreviewOperations } from './filter-preview.ts';
import { hostedLinkOperations } from './hosted-links.ts';
import { inviteTemplateOperations } from './invite-templates.ts';
import { inviteOperations } from './invites.ts';
import { keyOperations } from './keys.ts';
import type { Operation } from './operation.ts';
import { originOperations } from './origins.ts';
import { archivePageOperations } from './portal/archive-pages.ts';
import { portalOverviewOperations } from './portal/overview.ts';
import { portalSessionOperations } from './portal/session.ts';
import { timelineOperations } from './portal/timeline.ts';
import { widgetOriginsOperations } from './portal/widget-origins.ts';
import { providerOperations } from './providers.ts';
import { sandboxOperations } from './sandbox.ts';
import { sessionOperations } from './sessions.ts';
import { signInLinkOperations } from './sign-in-links.ts';
import { taskOperations } from './tasks.ts';
import { tokenOperations } from './tokens.ts';
import { uploadOperations } from './uploads.ts';
import { userOperations } from './users.ts';
import { webhookReconciliationOperations } from './webhook-reconciliation.ts';
import { webhookToolOperations } from './webhook-tools.ts';
import { webhookOperations } from './webhooks.ts';
import { widgetAccountOperations } from './widget/accounts.ts';
import { widgetArchiveOperations } from './widget/archives.ts';
import { widgetProviderOperations } from './widget/providers.ts';
import { redirectOperations } from './widget/redirect.ts';
import { widgetSessionOperations } from './widget/sessions.ts';
import { winkTemplateOperations } from './wink-templates.ts';

export const routes: readonly Operation[] = [
  ...providerOperations,
  ...userOperations,
  ...tokenOperations,
  ...sessionOperations,
  ...consentTemplateOperations,
  ...filterPreviewOperations,
  ...webhookOperations,
  ...webhookReconciliationOperations,
  ...webhookToolOperations,
  ...eventOperations,
  ...egressOperations,
  ...deliveryOperations,
  ...accountOperations,
  ...taskOperations,
  ...archiveOperations,
  ...uploadOperations,
  ...fileTypeOperations,
  ...fileOperations,
  ...datapointOperations,
  ...hostedLinkOperations,
  ...inviteOperations,
  ...inviteTemplateOperations,
  ...winkTemplateOperations,
  ...originOperations,
  ...keyOperations,
  ...signInLinkOperations,
  ...consentOperations,
  ...sandboxOperations,
  ...connectOperations,
  ...portalSessionOperations,
  ...portalOverviewOperations,
  ...widgetOriginsOperations,
  ...timelineOperations,
  ...archivePageOperations,
  ...widgetSessionOperations,
  ...widgetProviderOperations,
  ...widgetAccountOperations,
  ...widgetArchiveOperations,
  ...redirectOperations,
  ...assetOperations,
];
