import type { PortalRole } from '@winkwire/contract/portal-roles';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** The role of the person who is signed in. Undefined until the role is known. */
export const RoleContext = createContext<PortalRole | undefined>(undefined);

/**
 * Whether the person may change things. False until the role is known, so that no button appears and then disappears.
 */
export const useMayChange = (): boolean => useContext(RoleContext) === 'OPERATOR';
