// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { Bridge } from '../components/bridge.tsx';
import { Button } from '../components/button.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { HandIcon, LockIcon, ShieldIcon, WinkMark } from '../components/icons.tsx';
import { Logo } from '../components/logo.tsx';
import { Screen } from '../components/screen.tsx';
import { useWidget } from '../use-widget.ts';

const icons = [HandIcon, LockIcon, ShieldIcon];

/** The opened text lies below the visible area: scroll as much of it into view as fits. */
function showOpened({ currentTarget }: { currentTarget: HTMLDetailsElement }): void {
  if (currentTarget.open) currentTarget.scrollIntoView({ block: 'start', behavior: 'smooth' });
}

export function ConsentScreen() {
  const { texts, context, send, company, isIn } = useWidget();
  const consent = context.session!.consent!;
  return (
    <Screen
      align="center"
      lead={
        <Bridge
          from={<Logo url={context.session!.companyLogoUrl} name={company} size="large" />}
          to={
            <span class="logo logo-large logo-wink">
              <WinkMark size={36} />
            </span>
          }
        />
      }
      heading={texts.consent.heading(company)}
      footer={
        <>
          <FailureNotice />
          <Button busy={isIn('recording')} onClick={() => send({ type: 'consent.given' })}>
            {texts.consent.agree}
          </Button>
          <Button kind="quiet" onClick={() => send({ type: 'closing.requested', reason: 'close' })}>
            {texts.consent.decline}
          </Button>
        </>
      }
    >
      <ul class="points">
        {texts.consent.points.map((point, index) => {
          const PointIcon = icons[index] ?? ShieldIcon;
          return (
            <li key={point.title}>
              <PointIcon size={24} />
              <div>
                <strong>{point.title}</strong>
                <p>{point.text}</p>
              </div>
            </li>
          );
        })}
      </ul>
      <details onToggle={showOpened}>
        <summary>{texts.consent.terms}</summary>
        {/* A company's own text may be in any language, so the direction is that of its letters. */}
        <div lang={consent.language ?? ''} dir={consent.language ? undefined : 'auto'}>
          <h2>{consent.title}</h2>
          {consent.text.split(/\n{2,}/).map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      </details>
    </Screen>
  );
}
