import { BadgeIcon } from '../components/badge-icon.tsx';
import { Button } from '../components/button.tsx';
import { CheckIcon } from '../components/icons.tsx';
import { Logo } from '../components/logo.tsx';
import { Pill } from '../components/pill.tsx';
import { Screen } from '../components/screen.tsx';
import { useWidget } from '../use-widget.ts';

export function ConnectSuccessScreen() {
  const { texts, context, send, company, can } = useWidget();
  const provider = context.provider!;
  return (
    <Screen
      align="center"
      lead={
        <BadgeIcon tone="good">
          <CheckIcon size={40} />
        </BadgeIcon>
      }
      heading={texts.connectSuccess.heading}
      intro={texts.connectSuccess.text(provider.name, company)}
      footer={
        <>
          <Button onClick={() => send({ type: 'leave', reason: 'exit' })}>{texts.done}</Button>
          {can({ type: 'another' }) && (
            <Button kind="quiet" onClick={() => send({ type: 'another' })}>
              {texts.connectSuccess.another}
            </Button>
          )}
        </>
      }
    >
      <div class="card-row">
        <Logo url={provider.logoUrl} name={provider.name} />
        <span class="row-words">
          <span class="row-title">{provider.name}</span>
          {context.account?.loginName && <span class="row-text">{context.account.loginName}</span>}
        </span>
        <Pill tone="good">{texts.accountRevoke.connected}</Pill>
      </div>
    </Screen>
  );
}
