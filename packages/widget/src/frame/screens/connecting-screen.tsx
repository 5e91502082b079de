// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { useEffect, useState } from 'preact/hooks';
import { Bridge } from '../components/bridge.tsx';
import { CheckIcon } from '../components/icons.tsx';
import { Logo } from '../components/logo.tsx';
import { Screen } from '../components/screen.tsx';
import { useWidget } from '../use-widget.ts';

const slowAfterMs = 8_000;

export function ConnectingScreen() {
  const { texts, context, company } = useWidget();
  const provider = context.provider!;
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Screen
      align="center"
      lead={
        <Bridge
          isMoving
          from={<Logo url={provider.logoUrl} name={provider.name} size="large" />}
          to={<Logo url={context.session!.companyLogoUrl} name={company} size="large" />}
        />
      }
      heading={texts.connecting.heading(provider.name)}
    >
      <p class="intro" role="status">
        {context.failure
          ? texts.connecting.struggling
          : isSlow
            ? texts.connecting.slow
            : texts.connecting.text}
      </p>
      <Assurances />
    </Screen>
  );
}

/** Explains what happens to the user's data, because people wonder about this while they wait. */
function Assurances() {
  const { texts, context, company } = useWidget();
  const { provider, loginOption } = context;
  const hasPassword = loginOption?.kind === 'FORM' && loginOption.fields.length > 0;
  return (
    <ul class="assurances">
      {texts.login
        .assurances(provider!.name, company)
        .slice(hasPassword ? 0 : 1)
        .map((assurance) => (
          <li key={assurance}>
            <CheckIcon size={18} /> <span>{assurance}</span>
          </li>
        ))}
    </ul>
  );
}
