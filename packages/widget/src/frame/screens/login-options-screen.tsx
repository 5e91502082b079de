// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { KeyIcon, WindowIcon } from '../components/icons.tsx';
import { Pill } from '../components/pill.tsx';
import { Row } from '../components/row.tsx';
import { Screen } from '../components/screen.tsx';
import { loginOptionLabel } from '../login-option-label.ts';
import { signInTab } from '../sign-in-tab.ts';
import { useWidget } from '../use-widget.ts';

export function LoginOptionsScreen() {
  const { texts, context, send } = useWidget();
  const provider = context.provider!;
  const usesTab = signInTab.isPreferred && signInTab.isPossible(context);
  const redirectText = usesTab ? undefined : texts.loginOptions.redirect;
  return (
    <Screen
      scale="quiet"
      heading={texts.loginOptions.heading}
      intro={texts.loginOptions.intro(provider.name)}
      onBack={() => send({ type: 'back.requested' })}
    >
      <ul class="rows-list">
        {provider.loginOptions.map((option) => (
          <Row
            key={option.id}
            lead={
              <span class="row-icon">
                {option.kind === 'FORM' ? <KeyIcon size={22} /> : <WindowIcon size={22} />}
              </span>
            }
            title={loginOptionLabel(option, texts)}
            text={
              option.kind === 'FORM'
                ? option.fields.length > 0
                  ? texts.loginOptions.form
                  : undefined
                : redirectText
            }
            trailing={
              option.id === context.loginOption?.id && <Pill tone="calm">{texts.loginOptions.current}</Pill>
            }
            onClick={() => send({ type: 'loginOption.chosen', optionId: option.id })}
          />
        ))}
      </ul>
    </Screen>
  );
}
