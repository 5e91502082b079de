import type { Mode } from '@winkwire/contract/modes';
import { href } from '../app/router.ts';
import { PageHead } from '../ui/page-head.tsx';

export function NotFoundPage({ mode }: { mode: Mode }) {
  return (
    <PageHead
      title="There is no such page"
      lead={
        <>
          The address may be mistyped, or what it named was deleted.{' '}
          <a href={href(mode)}>Go to the overview</a>
        </>
      }
    />
  );
}
