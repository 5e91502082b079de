import { href } from '../app/address.ts';
import type { PageProps } from '../app/page-props.ts';
import { PageHead } from '../ui/page-head.tsx';

export function NotFoundPage({ mode }: PageProps) {
  return (
    <PageHead
      title="Page not found"
      lead={
        <>
          The address may be mistyped, or the item was deleted. <a href={href(mode)}>Go to the overview</a>
        </>
      }
    />
  );
}
