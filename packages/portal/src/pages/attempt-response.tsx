import type { Attempt } from '@winkwire/contract/resources/delivery';
import { Fragment } from 'preact';
import { Code } from '../ui/json.tsx';

export function AttemptResponse({ attempt }: { attempt: Attempt }) {
  const { number, status, error, cause, errorMessage, responseBody } = attempt;
  const headers = Object.entries(attempt.responseHeaders ?? {});
  return (
    <>
      {errorMessage && (
        <div>
          <p>{errorMessage}</p>
          <p class="id">{cause ? `${error} · ${cause}` : error}</p>
        </div>
      )}
      {headers.length > 0 && (
        <dl class="facts small">
          {headers.map(([name, value]) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd class="mono">{value}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      {responseBody ? (
        <Code text={responseBody} label={`Response to attempt ${number}`} wrap />
      ) : (
        status !== null && <p class="faint small">The response had no body.</p>
      )}
    </>
  );
}
