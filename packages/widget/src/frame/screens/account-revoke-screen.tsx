// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { Button } from '../components/button.tsx';
import { Facts } from '../components/facts.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Logo } from '../components/logo.tsx';
import { Pill } from '../components/pill.tsx';
import { Screen } from '../components/screen.tsx';
import { formatDate } from '../format-date.ts';
import { useWidget } from '../use-widget.ts';
import { ConfirmRemovalSheet } from './confirm-removal-sheet.tsx';

export function AccountRevokeScreen() {
  const { texts, context, send, company, isIn, can, language } = useWidget();
  const provider = context.provider!;
  const account = context.account!;
  const isGone = isIn('removed');
  const facts: [string, string][] = [];
  if (account.loginName) facts.push([texts.accountRevoke.account, account.loginName]);
  if (account.connectedAt && !isGone) {
    facts.push([texts.accountRevoke.since, formatDate(account.connectedAt, language)]);
  }
  return (
    <Screen
      align="center"
      lead={<Logo url={provider.logoUrl} name={provider.name} size="large" />}
      heading={isGone ? texts.accountRevoke.goneTitle : texts.accountRevoke.heading(provider.name)}
      intro={isGone ? texts.accountRevoke.goneText(company) : texts.accountRevoke.text(company)}
      onBack={can({ type: 'back.requested' }) ? () => send({ type: 'back.requested' }) : undefined}
      footer={isGone ? <GoneActions /> : <ConnectedActions />}
    >
      <p class="centred">
        {isGone ? (
          <Pill tone="calm">{texts.accountRevoke.disconnected}</Pill>
        ) : (
          <Pill tone="good">{texts.accountRevoke.connected}</Pill>
        )}
      </p>
      <Facts facts={facts} />
      <FailureNotice />
      {isIn('confirming') && <ConfirmRemovalSheet id="revoke" texts={texts.accountRevoke} />}
    </Screen>
  );
}

function ConnectedActions() {
  const { texts, send, isIn } = useWidget();
  return (
    <>
      <Button onClick={() => send({ type: 'closing.requested', reason: 'exit' })}>{texts.done}</Button>
      <Button kind="quiet-danger" busy={isIn('removing')} onClick={() => send({ type: 'removal.requested' })}>
        {texts.accountRevoke.revoke}
      </Button>
    </>
  );
}

function GoneActions() {
  const { texts, send, can } = useWidget();
  return (
    <>
      <Button onClick={() => send({ type: 'closing.requested', reason: 'exit' })}>{texts.done}</Button>
      <Button kind="quiet" onClick={() => send({ type: 'retry.requested' })}>
        {texts.accountRevoke.reconnect}
      </Button>
      {can({ type: 'list.requested' }) && (
        <Button kind="quiet" onClick={() => send({ type: 'list.requested' })}>
          {texts.linkErrorAnother}
        </Button>
      )}
    </>
  );
}
