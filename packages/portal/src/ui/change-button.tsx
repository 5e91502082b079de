import { Button, type ButtonProps } from './button.tsx';
import { OnlyOperators } from './only-operators.tsx';

/** For changes, or for a dialog with changes. Only operators see the button. */
export const ChangeButton = (props: ButtonProps) => (
  <OnlyOperators>
    <Button {...props} />
  </OnlyOperators>
);
