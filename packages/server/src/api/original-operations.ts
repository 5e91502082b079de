/**
 * The operations that existing integrations call. These operations ignore unknown query parameters, because such
 * integrations may send some.
 */
export const originalOperations: ReadonlySet<string> = new Set([
  ...[
    'listProviders',
    'getProvider',
    'listUsers',
    'createUser',
    'getUser',
    'getUserPayload',
    'resetUserSession',
  ],
  ...['createToken', 'listConsentTemplates', 'createConsentTemplate', 'deleteConsentTemplate'],
  ...['listWebhooks', 'createWebhook', 'getWebhook', 'deleteWebhook'],
  ...['listAccounts', 'getAccount', 'revokeAccount', 'getAccountPayload', 'disableAccountMonitor'],
  ...[
    'listTasks',
    'getTask',
    'createArchive',
    'classifyArchive',
    'listArchives',
    'getArchive',
    'revokeArchive',
  ],
  ...[
    'listUploads',
    'getUpload',
    'listFileTypes',
    'listIdentities',
    'getIdentity',
    'listRatings',
    'getRating',
  ],
  ...['listDocuments', 'getDocument', 'listEmployments', 'getEmployment', 'listIncomes', 'getIncome'],
  ...['listContributions', 'getContribution', 'listLiabilities', 'getLiability', 'listTransactions'],
  ...['getTransaction', 'listEincomes', 'getEincome', 'listInsights', 'getInsight', 'listLinks', 'getLink'],
  ...['listInvites', 'createInvite', 'getInvite', 'listInviteLogs', 'listInviteTemplates'],
  ...['createInviteTemplate', 'getInviteTemplate', 'updateInviteTemplate', 'deleteInviteTemplate'],
]);
