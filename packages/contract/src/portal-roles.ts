/** An operator may do everything. A viewer may only look. */
export const portalRoles = ['OPERATOR', 'VIEWER'] as const;
export type PortalRole = (typeof portalRoles)[number];
