// biome-ignore-all lint/style/noNonNullAssertion: the screens that show it have a provider
import { useWidget } from '../use-widget.ts';
import { ChevronIcon, ShieldIcon } from './icons.tsx';

/** The first assurance is about the sign-in, and is shown only if `hasPassword` is true. */
export function TrustNote({ hasPassword }: { hasPassword: boolean }) {
  const { texts, context, company } = useWidget();
  const assurances = texts.login.assurances(context.provider!.name, company);
  return (
    <details class="trust">
      <summary>
        <ShieldIcon size={20} />
        <span>{texts.login.how}</span>
        <ChevronIcon size={16} />
      </summary>
      <ul>
        {assurances.slice(hasPassword ? 0 : 1).map((assurance) => (
          <li key={assurance}>{assurance}</li>
        ))}
      </ul>
    </details>
  );
}
