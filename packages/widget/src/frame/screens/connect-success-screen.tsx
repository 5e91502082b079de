// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { Logo } from '../components/logo.tsx';
import { Notice } from '../components/notice.tsx';
import { Pill } from '../components/pill.tsx';
import { SuccessScreen } from '../components/success-screen.tsx';
import { useWidget } from '../use-widget.ts';

export function ConnectSuccessScreen() {
  const { texts, context, company } = useWidget();
  const provider = context.provider!;
  return (
    <SuccessScreen
      heading={texts.connectSuccess.heading}
      intro={texts.connectSuccess.text(provider.name, company)}
      another={texts.connectSuccess.another}
    >
      <div class="card-row">
        <Logo url={provider.logoUrl} name={provider.name} />
        <span class="row-words">
          <span class="row-title" translate={false}>
            {provider.name}
          </span>
          {context.account?.loginName && <span class="row-text">{context.account.loginName}</span>}
        </span>
        <Pill tone="good">{texts.accountRevoke.connected}</Pill>
      </div>
      {context.stopTooLate && <Notice kind="hint">{texts.stopping.tooLate}</Notice>}
    </SuccessScreen>
  );
}
