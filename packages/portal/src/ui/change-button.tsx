import { Button, type ButtonProps } from './button.tsx';
import { OnlyOperators } from './only-operators.tsx';

/** A button that changes something, or opens a dialog that does. Only operators see it. */
export const ChangeButton = (props: ButtonProps) => (
  <OnlyOperators>
    <Button {...props} />
  </OnlyOperators>
);
