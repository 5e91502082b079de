import { Button, type ButtonProps } from './button.tsx';
import { OnlyOperators } from './only-operators.tsx';

export const ChangeButton = (props: ButtonProps) => (
  <OnlyOperators>
    <Button {...props} />
  </OnlyOperators>
);
