// biome-ignore-all lint/style/noNonNullAssertion: the chart enters this state only with this part of the context
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { Field } from '../components/field.tsx';
import { Screen } from '../components/screen.tsx';
import { SelectField } from '../components/select-field.tsx';
import { SuccessScreen } from '../components/success-screen.tsx';
import { withoutInvisible } from '../typed-text.ts';
import { useDraft } from '../use-draft.ts';
import { useInputRisk } from '../use-input-risk.ts';
import { useWidget } from '../use-widget.ts';

export function EmployerSurveyScreen() {
  const { texts, context, send, isIn, can } = useWidget();
  if (isIn('sent')) return <SurveySent />;
  return (
    <Screen
      heading={texts.employerSurvey.heading}
      intro={texts.employerSurvey.intro}
      onBack={can({ type: 'back.requested' }) ? () => send({ type: 'back.requested' }) : undefined}
      footer={
        <Button type="submit" form="survey" busy={isIn('sending')}>
          {context.session!.options.enableUpload ? texts.employerSurvey.next : texts.employerSurvey.submit}
        </Button>
      }
    >
      <FailureNotice />
      <SurveyForm />
    </Screen>
  );
}

function SurveyForm() {
  const { texts, context, send, isIn } = useWidget();
  const suggested = context.provider?.longName ?? '';
  const untouched = { employerName: suggested, city: '', payPeriod: '' };
  const [survey, setSurvey] = useDraft(`survey ${context.provider?.id}`, untouched);
  const [isChecked, setChecked] = useState(false);
  const isTyped = survey.city !== '' || survey.payPeriod !== '' || survey.employerName !== suggested;
  useInputRisk(isTyped);

  const change = (name: keyof typeof survey) => (value: string) => setSurvey({ ...survey, [name]: value });
  const errorOf = (name: keyof typeof survey): string | null => {
    if (!isChecked || survey[name].trim()) return null;
    if (name === 'payPeriod') return texts.employerSurvey.payPeriodRequired;
    return texts.required(texts.fieldNames[name]);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (isIn('sending')) return;
    setChecked(true);
    const missing = (['employerName', 'city', 'payPeriod'] as const).find((name) => !survey[name].trim());
    if (missing) document.getElementById(`survey-${missing}`)?.focus();
    else send({ type: 'survey.submitted', survey });
  };
  return (
    <form id="survey" onSubmit={submit} noValidate>
      <Field
        id="survey-employerName"
        label={texts.employerSurvey.employer}
        value={survey.employerName}
        onChange={change('employerName')}
        clean={withoutInvisible}
        error={errorOf('employerName')}
        input={{
          autocomplete: 'organization',
          autocapitalize: 'words',
          maxLength: 200,
          'aria-required': true,
        }}
      />
      <Field
        id="survey-city"
        label={texts.employerSurvey.city}
        value={survey.city}
        onChange={change('city')}
        clean={withoutInvisible}
        error={errorOf('city')}
        input={{
          autocomplete: 'address-level2',
          autocapitalize: 'words',
          maxLength: 200,
          'aria-required': true,
        }}
      />
      <SelectField
        id="survey-payPeriod"
        label={texts.employerSurvey.payPeriod}
        placeholder={texts.employerSurvey.choose}
        options={texts.employerSurvey.payPeriods}
        value={survey.payPeriod}
        onChange={change('payPeriod')}
        error={errorOf('payPeriod')}
      />
    </form>
  );
}

function SurveySent() {
  const { texts } = useWidget();
  return (
    <SuccessScreen
      heading={texts.employerSurvey.sentTitle}
      intro={texts.employerSurvey.sentText}
      another={texts.employerSurvey.another}
    />
  );
}
