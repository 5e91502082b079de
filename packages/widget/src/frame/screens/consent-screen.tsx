// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { directionOf } from '@winkwire/contract/languages';
import { Bridge } from '../components/bridge.tsx';
import { Button } from '../components/button.tsx';
import { DataTypeIcon } from '../components/data-type-icon.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { WinkMark } from '../components/icons.tsx';
import { Logo } from '../components/logo.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { formatCount } from '../format-count.ts';
import { useWidget } from '../use-widget.ts';

export function ConsentScreen() {
  const { texts, context, send, company, language, isIn } = useWidget();
  const consent = context.session!.consent!;
  const direction = consent.language ? directionOf(consent.language) : 'auto';
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
          {context.failure === 'INVALID_PARAMETERS' ? (
            <Notice kind="error">{texts.consent.changed}</Notice>
          ) : (
            <FailureNotice />
          )}
          <Button busy={!isIn('deciding')} onClick={() => send({ type: 'consent.given' })}>
            {texts.consent.agree}
          </Button>
          <Button kind="quiet" onClick={() => send({ type: 'closing.requested', reason: 'close' })}>
            {texts.consent.decline}
          </Button>
        </>
      }
    >
      <section class="consent-data" aria-labelledby="consent-data">
        <h2 id="consent-data">{texts.consent.sees(company)}</h2>
        <ul>
          {consent.dataTypes.map((type) => (
            <li key={type}>
              <DataTypeIcon type={type} />
              <span>{texts.consent.types[type]}</span>
            </li>
          ))}
        </ul>
        <p>
          {formatCount(texts.consent.kept, consent.days, language)}{' '}
          {consent.privacyUrl && (
            <a href={consent.privacyUrl} target="_blank" rel="noopener noreferrer">
              {texts.consent.privacy}
            </a>
          )}
        </p>
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to reach a scroll area */}
      <section key={consent.digest} class="consent-terms" tabIndex={0} aria-label={texts.consent.terms}>
        {/*
         * The company wrote this text, so its language may differ from that of the screen. If the language is unknown,
         * the browser derives the writing direction from the letters.
         */}
        <div lang={consent.language ?? ''} dir={direction}>
          <h2 lang={consent.titleLanguage ?? undefined}>{consent.title}</h2>
          {consent.text.split(/\n{2,}/).map((paragraph) => (
            <p key={paragraph} dir={direction}>
              {paragraph}
            </p>
          ))}
        </div>
      </section>
    </Screen>
  );
}
