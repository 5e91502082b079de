export const Skeleton = ({ rows }: { rows: number }) => (
  <div class="skeleton" aria-hidden="true">
    {Array.from({ length: rows }, (_, row) => (
      <div class="skeleton-row" key={row}>
        <span />
        <span />
      </div>
    ))}
  </div>
);
