// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { Facts } from '../components/facts.tsx';
import { Notice } from '../components/notice.tsx';
import { SuccessScreen } from '../components/success-screen.tsx';
import { formatDate } from '../format-date.ts';
import { useWidget } from '../use-widget.ts';

export function ConnectSuccessScreen() {
  const { texts, context, company, language } = useWidget();
  const provider = context.provider!;
  const account = context.account;
  const facts: [string, string][] = [[texts.connectSuccess.sharedWith, company]];
  if (account?.loginName) facts.unshift([texts.accountRevoke.account, account.loginName]);
  if (account?.connectedAt) {
    facts.push([texts.accountRevoke.since, formatDate(account.connectedAt, language)]);
  }
  return (
    <SuccessScreen
      heading={texts.connectSuccess.heading}
      intro={texts.connectSuccess.text(provider.name, company)}
      another={texts.connectSuccess.another}
      provider={provider}
    >
      {context.stopTooLate && <Notice kind="hint">{texts.stopping.tooLate}</Notice>}
      <Facts facts={facts} />
      <p class="fine-print">{texts.connectSuccess.control(provider.name)}</p>
    </SuccessScreen>
  );
}
