import type { Hex } from '@winkwire/contract/colour';
import { describeFault, themeFault } from '@winkwire/contract/theme-fault';
import type { ThemeColours } from '@winkwire/contract/theme-palette';
import { useId } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';

const names = { accent: 'accent', surface: 'background', text: 'text' } as const;

interface ThemeColourFieldsProps {
  scheme: 'light' | 'dark';
  colours: ThemeColours;
  onChange: (colours: ThemeColours) => void;
}

export function ThemeColourFields({ scheme, colours, onChange }: ThemeColourFieldsProps) {
  const fault = themeFault(colours);
  const faultId = useId();
  return (
    <fieldset class="theme-colours">
      <legend>{scheme === 'light' ? 'Light' : 'Dark'}</legend>
      {(Object.keys(names) as (keyof ThemeColours)[]).map((name) => (
        <Field key={name} label={`${scheme === 'light' ? 'Light' : 'Dark'} ${names[name]}`}>
          {(control) => (
            <input
              {...control}
              {...(fault?.name === name && { 'aria-invalid': 'true', 'aria-describedby': faultId })}
              type="color"
              value={colours[name]}
              onInput={({ currentTarget }) => onChange({ ...colours, [name]: currentTarget.value as Hex })}
            />
          )}
        </Field>
      ))}
      {fault && (
        <div class="theme-fault">
          <p class="error" id={faultId}>
            {describeFault(fault)}
          </p>
          <Button size="small" onClick={() => onChange({ ...colours, [fault.name]: fault.nearest })}>
            {`Use ${fault.nearest}`}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
