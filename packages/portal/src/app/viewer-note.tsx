import { useContext } from 'preact/hooks';
import { RoleContext } from '../ui/role.ts';

export const ViewerNote = () =>
  useContext(RoleContext) === 'VIEWER' ? (
    <div class="notice viewer-note">
      <p>
        You are a viewer: you can see everything, but change nothing. To change something, ask for a sign-in
        link with the role <code>OPERATOR</code>.
      </p>
    </div>
  ) : null;
