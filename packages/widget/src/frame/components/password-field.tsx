import { useState } from 'preact/hooks';
import { useWidget } from '../use-widget.ts';
import { Field, type FieldProps } from './field.tsx';
import { IconButton } from './icon-button.tsx';
import { EyeIcon, EyeOffIcon } from './icons.tsx';

export function PasswordField({ input, ...field }: FieldProps) {
  const { texts } = useWidget();
  const [isShown, setShown] = useState(false);
  return (
    <Field
      {...field}
      input={{ ...input, type: isShown ? 'text' : 'password' }}
      trailing={
        <IconButton
          label={isShown ? texts.login.hidePassword : texts.login.showPassword}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? <EyeOffIcon size={20} /> : <EyeIcon size={20} />}
        </IconButton>
      }
    />
  );
}
