// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import type { Challenge } from '@winkwire/contract/widget-api';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ChoiceList } from '../components/choice-list.tsx';
import { Countdown } from '../components/countdown.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Field } from '../components/field.tsx';
import { Logo } from '../components/logo.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { lengthError } from '../length-error.ts';
import { readAloud } from '../screen-reader.ts';
import type { Texts } from '../texts/en.ts';
import { codeOf } from '../typed-text.ts';
import { useInputRisk } from '../use-input-risk.ts';
import { useWidget } from '../use-widget.ts';

export function MfaScreen() {
  const { texts, context, send, can, isIn } = useWidget();
  const provider = context.provider!;
  const challenge = context.account!.challenge!;
  const isCode = challenge.kind === 'CODE';
  const renewed = isIn('renewed') && (isCode ? texts.mfa.newCodeSent : texts.mfa.timeGiven);
  // The focus is on the heading, so a screen reader would miss a prompt that says the last answer was wrong.
  useEffect(() => readAloud(renewed || challenge.prompt), [renewed, challenge.prompt]);
  return (
    <Screen
      lead={<Logo url={provider.logoUrl} name={provider.name} size="large" />}
      heading={texts.mfa.heading}
      intro={challenge.prompt}
      onBack={can({ type: 'back.requested' }) ? () => send({ type: 'back.requested' }) : undefined}
      footer={
        <>
          <Button type="submit" form="challenge" busy={isIn('sending')}>
            {texts.mfa.submit}
          </Button>
          <div class="time-limit">
            <Countdown until={challenge.expiresAt} />
            <Button
              kind="link"
              busy={isIn('renewing')}
              onClick={() => send({ type: 'challenge.renewalRequested' })}
            >
              {isCode ? texts.mfa.newCode : texts.mfa.moreTime}
            </Button>
          </div>
        </>
      }
    >
      <FailureNotice />
      {renewed && <Notice kind="hint">{renewed}</Notice>}
      <ChallengeForm key={challenge.challengeId} challenge={challenge} />
    </Screen>
  );
}

function ChallengeForm({ challenge }: { challenge: Challenge }) {
  const { texts, send, isIn } = useWidget();
  const [answer, setAnswer] = useState('');
  const [error, setError] = useState<string | null>(null);
  const isTyped = answer !== '';
  useInputRisk(isTyped);
  const change = (value: string) => {
    setAnswer(value);
    setError(null);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (isIn('sending') || isIn('renewing')) return;
    const fault = answerError(challenge, answer, texts);
    setError(fault);
    if (!fault) return send({ type: 'challenge.answered', answer: answer.trim() });
    document.querySelector<HTMLElement>('#challenge input')?.focus();
  };
  return (
    <form id="challenge" onSubmit={submit} noValidate>
      {challenge.kind === 'CODE' && (
        <Field
          id="code"
          label={texts.mfa.code}
          value={answer}
          onChange={change}
          clean={codeOf}
          error={error}
          hint={challenge.prompt.includes(challenge.sentTo) ? undefined : texts.mfa.sentTo(challenge.sentTo)}
          input={{
            class: 'code',
            inputMode: 'numeric',
            autocomplete: 'one-time-code',
            'aria-required': true,
          }}
        />
      )}
      {challenge.kind === 'QUESTION' && (
        <Field
          id="answer"
          label={texts.mfa.answer}
          value={answer}
          onChange={change}
          error={error}
          input={{ autocomplete: 'off', 'aria-required': true }}
        />
      )}
      {challenge.kind === 'CHOICE' && (
        <ChoiceList
          legend={challenge.prompt}
          choices={challenge.choices}
          value={answer}
          error={error}
          onChange={change}
        />
      )}
    </form>
  );
}

function answerError(challenge: Challenge, answer: string, texts: Texts): string | null {
  if (challenge.kind === 'CODE' && answer.length !== challenge.length) {
    return texts.mfa.codeLength(challenge.length);
  }
  if (answer.trim()) return lengthError(answer, texts);
  return challenge.kind === 'CHOICE' ? texts.mfa.choose : texts.required(texts.fieldNames.answer);
}
