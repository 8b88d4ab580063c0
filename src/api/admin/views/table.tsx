import type { ComponentChildren, VNode } from 'preact';

export interface Column<Row> {
  label: ComponentChildren;
  cell(row: Row): ComponentChildren;
  /** Figures stand right, one below the other. */
  isNumber?: boolean;
  /** What names the row to a screen reader; the first column where none is. */
  isHeader?: boolean;
}

interface TableProps<Row> {
  /** What the table holds, for those who do not see where it stands. */
  caption: string;
  columns: readonly (Column<Row> | null)[];
  rows: readonly Row[];
}

/** A table that scrolls within itself where the screen is narrow. Columns that are null are left out. */
export function Table<Row>({ caption, columns, rows }: TableProps<Row>): VNode {
  const shown = columns.filter((column) => column !== null);
  const header = Math.max(
    0,
    shown.findIndex(({ isHeader }) => isHeader),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {shown.map(({ label, isNumber }, index) => (
              <th key={index} scope="col" class={isNumber ? 'number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {shown.map((column, index) => (
                <Cell key={index} column={column} row={row} isHeader={index === header} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell<Row>({
  column: { cell, isNumber },
  row,
  isHeader,
}: {
  column: Column<Row>;
  row: Row;
  isHeader: boolean;
}): VNode {
  const look = isNumber ? 'number' : undefined;
  if (!isHeader) return <td class={look}>{cell(row)}</td>;
  return (
    <th scope="row" class={look}>
      {cell(row)}
    </th>
  );
}

type Query = Readonly<Record<string, string>>;

/** Leads to the next page of a list, and back to its first. */
export function Paging({
  path,
  query,
  next,
}: {
  path: string;
  query: Query;
  next: string | null;
}): VNode | null {
  const isFurther = query.cursor !== undefined;
  if (next === null && !isFurther) return null;
  return (
    <nav class="paging" aria-label="Pages of this list">
      {isFurther ? <a href={linkTo(path, { ...query, cursor: undefined })}>Back to the start</a> : null}
      {next === null ? null : (
        <a rel="next" href={linkTo(path, { ...query, cursor: next })}>
          Next page
        </a>
      )}
    </nav>
  );
}

/** A path with a query; what is undefined or empty is left out. */
export function linkTo(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
