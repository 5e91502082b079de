// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import type { Challenge } from '@winkwire/contract/widget-api';
import { useEffect, useState } from 'preact/hooks';
import { challengePrompt } from '../challenge-prompt.ts';
import { Button } from '../components/button.tsx';
import { ChoiceList } from '../components/choice-list.tsx';
import { Countdown } from '../components/countdown.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Field } from '../components/field.tsx';
import { Logo } from '../components/logo.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { formatCount } from '../format-count.ts';
import { lengthError } from '../length-error.ts';
import { readAloud } from '../screen-reader.ts';
import { codeOf, withPlainDigits } from '../typed-text.ts';
import { useInputRisk } from '../use-input-risk.ts';
import { useWidget, type Widget } from '../use-widget.ts';

const answerFields = { CODE: 'code', QUESTION: 'answer' };

export function MfaScreen() {
  const { texts, context, send, can, isIn } = useWidget();
  const provider = context.provider!;
  const challenge = context.account!.challenge!;
  const isCode = challenge.kind === 'CODE';
  const renewed = isIn('renewed') && (isCode ? texts.mfa.newCodeSent : texts.mfa.timeGiven);
  const isCorrected = challenge.isRepeated && challenge.kind !== 'CHOICE';
  // Screen readers read only the focused element. If this is the heading, the prompt must be read aloud as well.
  const news = renewed || (isCorrected ? '' : challengePrompt(challenge, texts).text);
  useEffect(() => readAloud(news), [news]);
  return (
    <Screen
      lead={<Logo url={provider.logoUrl} name={provider.name} size="large" isRead />}
      heading={texts.mfa.heading}
      focusOn={isCorrected ? answerFields[challenge.kind] : undefined}
      intro={<ChallengePrompt challenge={challenge} />}
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

function ChallengePrompt({ challenge }: { challenge: Challenge }) {
  const { texts } = useWidget();
  const { text, language } = challengePrompt(challenge, texts);
  return (
    <span lang={language} dir={language ? 'auto' : undefined}>
      {text}
    </span>
  );
}

function ChallengeForm({ challenge }: { challenge: Challenge }) {
  const widget = useWidget();
  const { texts, send, isIn } = widget;
  const [answer, setAnswer] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  // After a wrong answer, the field shows an error until the user types.
  const [isRejected, setRejected] = useState(challenge.isRepeated);
  const error = fault ?? (isRejected ? rejection(challenge, widget) : null);
  const isTyped = answer !== '';
  useInputRisk(isTyped);
  const change = (value: string) => {
    setAnswer(value);
    setFault(null);
    setRejected(false);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (isIn('sending') || isIn('renewing')) return;
    const found = answerError(challenge, answer, widget);
    setFault(found);
    if (!found) return send({ type: 'challenge.answered', answer: answer.trim() });
    document.querySelector<HTMLElement>('#challenge input')?.focus();
  };
  return (
    <form id="challenge" onSubmit={submit} noValidate>
      {challenge.kind === 'CODE' && (
        <Field
          id={answerFields.CODE}
          label={texts.mfa.code}
          value={answer}
          onChange={change}
          clean={codeOf}
          error={error}
          input={{
            class: 'code',
            style: { '--digits': challenge.length },
            inputMode: 'numeric',
            autocomplete: 'one-time-code',
            'aria-required': true,
          }}
        />
      )}
      {challenge.kind === 'QUESTION' && (
        <Field
          id={answerFields.QUESTION}
          label={texts.mfa.answer}
          value={answer}
          onChange={change}
          clean={withPlainDigits}
          error={error}
          input={{ autocomplete: 'off', 'aria-required': true }}
        />
      )}
      {challenge.kind === 'CHOICE' && (
        <ChoiceList
          legend={challengePrompt(challenge, texts).text}
          choices={challenge.choices.map(({ id, channel, sentTo }) => ({
            id,
            label: texts.mfa.channels[channel](sentTo),
          }))}
          value={answer}
          error={error}
          onChange={change}
        />
      )}
    </form>
  );
}

function rejection({ kind }: Challenge, { texts }: Widget): string {
  return kind === 'CODE' ? texts.mfa.wrongCode : texts.mfa.wrongAnswer;
}

function answerError(challenge: Challenge, answer: string, { texts, language }: Widget): string | null {
  if (challenge.kind === 'CODE' && answer.length !== challenge.length) {
    return formatCount(texts.mfa.codeLength, challenge.length, language);
  }
  if (answer.trim()) return lengthError(answer, texts, language);
  return challenge.kind === 'CHOICE' ? texts.mfa.choose : texts.required(texts.fieldNames.answer);
}
