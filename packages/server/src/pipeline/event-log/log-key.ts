/** Each tenant has one event log for each mode. This key names one of them. */
export const logKey = ({ tenantId, mode }: { tenantId: string; mode: string }): string =>
  `${mode} ${tenantId}`;
