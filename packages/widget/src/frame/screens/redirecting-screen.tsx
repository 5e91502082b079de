// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { BadgeIcon } from '../components/badge-icon.tsx';
import { Button } from '../components/button.tsx';
import { WindowIcon } from '../components/icons.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { signInPopup } from '../sign-in-popup.ts';
import { useWidget } from '../use-widget.ts';

/** Shown while the user signs in at the provider's own page, in a popup. */
export function RedirectingScreen() {
  const { texts, context, send, isIn } = useWidget();
  const isBlocked = isIn('blocked');
  const open = () => {
    signInPopup.open(texts.login.popupTitle);
    send({ type: 'popup.opened' });
  };
  return (
    <Screen
      align="center"
      lead={
        <BadgeIcon tone="calm">
          <WindowIcon size={36} />
        </BadgeIcon>
      }
      heading={texts.redirecting.heading(context.provider!.name)}
      intro={isIn('open') ? texts.redirecting.text : undefined}
      footer={
        <>
          <Button kind={isIn('open') ? 'secondary' : 'primary'} onClick={open}>
            {isBlocked ? texts.redirecting.open : texts.redirecting.again}
          </Button>
          <Button kind="quiet" onClick={() => send({ type: 'back.requested' })}>
            {texts.redirecting.back}
          </Button>
        </>
      }
    >
      {isBlocked && <Notice kind="error">{texts.redirecting.blocked}</Notice>}
      {isIn('dismissed') && <Notice kind="error">{texts.redirecting.dismissed}</Notice>}
    </Screen>
  );
}
