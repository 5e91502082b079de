import type { Hex } from '@winkwire/contract/colour';
import { describeFault, themeFault } from '@winkwire/contract/theme-fault';
import type { ThemeColours } from '@winkwire/contract/theme-palette';
import { useId, useRef } from 'preact/hooks';
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
  const set = useRef<HTMLFieldSetElement>(null);
  const mend = (name: keyof ThemeColours, nearest: Hex) => {
    // The pressed button disappears, so the field gets the focus.
    set.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    onChange({ ...colours, [name]: nearest });
  };
  return (
    <fieldset ref={set} class="theme-colours">
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
          <Button size="small" onClick={() => mend(fault.name, fault.nearest)}>
            {`Use ${fault.nearest}`}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
