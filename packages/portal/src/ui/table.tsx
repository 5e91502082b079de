import type { ComponentChildren } from 'preact';

export interface Column<Item> {
  label: string;
  /**
   * The classes of the column's cells, separated by spaces. `lead`: cells that name the row. `long`: cells with words
   * of any length, such as names. `end`: right-aligned cells. `number`: cells with numbers. `wide`: cells that phones
   * do not show.
   */
  class?: string;
  cell: (item: Item) => ComponentChildren;
}

interface TableProps<Item> {
  columns: Column<Item>[];
  items: Item[];
  keyOf: (item: Item) => string | number;
}

/**
 * On a phone, each row becomes a card, and the cells show the labels of their columns. Only a cell of the class `lead`
 * has no label.
 */
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
