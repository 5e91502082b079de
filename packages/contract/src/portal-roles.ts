/** What a person in the portal may do: an operator everything, a viewer only look. */
export const portalRoles = ['OPERATOR', 'VIEWER'] as const;
export type PortalRole = (typeof portalRoles)[number];
