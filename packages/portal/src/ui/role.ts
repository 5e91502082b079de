import type { PortalRole } from '@winkwire/contract/portal-roles';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Undefined until it is known. */
export const RoleContext = createContext<PortalRole | undefined>(undefined);

/** False until the role is known, so that no button appears and then disappears. */
export const useMayChange = (): boolean => useContext(RoleContext) === 'OPERATOR';
