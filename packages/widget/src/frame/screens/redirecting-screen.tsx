// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { useEffect } from 'preact/hooks';
import { BadgeIcon } from '../components/badge-icon.tsx';
import { Button } from '../components/button.tsx';
import { WindowIcon } from '../components/icons.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { signInPopup } from '../sign-in-popup.ts';
import { signInTab } from '../sign-in-tab.ts';
import { useWidget } from '../use-widget.ts';

/** Shown during a sign-in in a popup, and before and after a sign-in in the same tab. */
export function RedirectingScreen() {
  const { texts, context, send, isIn } = useWidget();
  const provider = context.provider!.name;
  useSandboxAdvice();
  const intro = isIn('leaving') ? texts.redirecting.leaving(provider) : texts.redirecting.text;
  const isLeft = context.signInPlace !== 'popup';
  return (
    <Screen
      align="center"
      lead={
        <BadgeIcon tone="calm">
          <WindowIcon size={36} />
        </BadgeIcon>
      }
      heading={texts.redirecting.heading(provider)}
      intro={isIn('open') || isIn('leaving') ? intro : undefined}
      footer={
        <>
          {!isIn('sandboxed') && <WaysToSignIn />}
          <Button
            kind={isIn('sandboxed') ? 'primary' : 'quiet'}
            onClick={() => send({ type: 'back.requested' })}
          >
            {texts.redirecting.back}
          </Button>
        </>
      }
    >
      {isIn('blocked') && <Notice kind="error">{texts.redirecting.blocked}</Notice>}
      {isIn('sandboxed') && <Notice kind="error">{texts.redirecting.sandboxed(provider)}</Notice>}
      {isIn('dismissed') && (
        <Notice kind="error">{isLeft ? texts.redirecting.unfinished : texts.redirecting.dismissed}</Notice>
      )}
    </Screen>
  );
}

const escapePermission = 'allow-popups-to-escape-sandbox to the iframe around the host page.';

/** Logs which permission the host page's sandbox lacks, for the page's developer. */
function useSandboxAdvice(): void {
  const { isIn } = useWidget();
  const isSandboxed = isIn('sandboxed');
  const isBlocked = isIn('blocked') && window.origin === 'null';
  useEffect(() => {
    if (isSandboxed)
      console.error(
        `SmileLinkModal: the sign-in page of the provider cannot work in this sandbox. Add ${escapePermission}`,
      );
    if (isBlocked)
      console.error(
        `SmileLinkModal: no window opened for the sign-in page of the provider. If this sandbox blocks popups, add allow-popups and ${escapePermission}`,
      );
  }, [isSandboxed, isBlocked]);
}

/**
 * The buttons that open the provider's page again, in this tab or in a popup. If the user could not come back to this
 * tab, only the popup is offered.
 */
function WaysToSignIn() {
  const { texts, context, send, isIn } = useWidget();
  const canLeave = signInTab.isPossible(context);
  const isBlocked = isIn('blocked');
  const leavesTab = canLeave && (isBlocked || context.signInPlace !== 'popup');
  const hasWindow = isBlocked || !leavesTab;
  const openWindow = () => {
    signInPopup.open(texts.login.popupTitle);
    send({ type: 'popup.opened' });
  };
  const kind = isIn('open') || isIn('leaving') ? 'secondary' : 'primary';
  return (
    <>
      {leavesTab && (
        <Button kind={kind} onClick={() => send({ type: 'tab.chosen' })}>
          {isBlocked ? texts.redirecting.here : texts.login.redirect(context.provider!.name)}
        </Button>
      )}
      {hasWindow && (
        <Button kind={leavesTab ? 'secondary' : kind} onClick={openWindow}>
          {isBlocked ? texts.redirecting.open : texts.redirecting.again}
        </Button>
      )}
    </>
  );
}
