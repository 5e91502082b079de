import type { ComponentChildren } from 'preact';

export interface Column<Item> {
  label: string;
  /**
   * Classes of the cells. `lead`: they name the row. `long`: words of any length. `end`: right-aligned. `wide`: hidden
   * on phones.
   */
  class?: string;
  cell: (item: Item) => ComponentChildren;
}

interface TableProps<Item> {
  columns: Column<Item>[];
  items: Item[];
  keyOf: (item: Item) => string | number;
}

/** On a phone, each row becomes a card. Its cells show the labels of their columns, except for `lead`. */
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
