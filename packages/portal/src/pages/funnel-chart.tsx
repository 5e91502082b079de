import type { SessionFunnel } from '@winkwire/contract/resources/session-funnel';
import { percent } from '../ui/percent.ts';
import { stepNames } from './session-words.tsx';

export function FunnelChart({ steps }: { steps: SessionFunnel['steps'] }) {
  const all = steps[0]?.sessions ?? 0;
  return (
    <ol class="funnel">
      {steps.map(({ step, sessions }, index) => {
        const before = steps[index - 1]?.sessions;
        return (
          <li key={step}>
            <span class="funnel-name">{stepNames[step]}</span>
            <span class="funnel-count number">
              {sessions.toLocaleString()} <span class="soft">{percent(sessions, all)}</span>
            </span>
            <span class="funnel-bar" aria-hidden="true">
              <i style={{ width: `${all === 0 ? 0 : (sessions / all) * 100}%` }} />
            </span>
            <span class="funnel-step faint small">
              {before === undefined
                ? 'Every session'
                : `${percent(sessions, before)} went on, ${(before - sessions).toLocaleString()} did not`}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
