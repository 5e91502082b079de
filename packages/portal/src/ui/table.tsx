import type { ComponentChildren } from 'preact';

export interface Column<Item> {
  label: string;
  /** Of the cells: `lead` for the one that names the row, `end` for right-aligned, `number` for figures, `wide` for what a phone drops. */
  class?: string;
  cell: (item: Item) => ComponentChildren;
}

interface TableProps<Item> {
  columns: Column<Item>[];
  items: Item[];
  keyOf: (item: Item) => string | number;
}

/** One row for each item. On a phone a row becomes a card, whose cells show their column's label. */
export function Table<Item>({ columns, items, keyOf }: TableProps<Item>) {
  return (
    <table class="table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.label} class={column.class?.includes('end') ? 'end' : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={keyOf(item)}>
            {columns.map((column) => (
              <td
                key={column.label}
                class={column.class}
                data-label={column.class === 'lead' ? undefined : column.label}
              >
                {column.cell(item)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
