import type { VNode } from 'preact';
import { remedyOf } from '../../remedies.ts';
import { formatCount } from './formats.ts';
import { linkTo, Table } from './table.tsx';

interface Failure {
  errorCode: string;
  count: number;
}

/** What recaps ended in, how often, and what an operator does about it. */
export function RemedyTable({
  failures,
  workspace,
}: {
  failures: readonly Failure[];
  workspace: string | undefined;
}): VNode {
  return (
    <Table
      caption="Errors that recaps ended in"
      rows={failures}
      columns={[
        {
          label: 'Error',
          cell: ({ errorCode }) => (
            <a href={linkTo('/admin/conversations', { workspace, state: 'failed', error: errorCode })}>
              <code>{errorCode}</code>
            </a>
          ),
        },
        { label: 'Times', isNumber: true, cell: ({ count }) => formatCount(count) },
        { label: 'What to do', cell: ({ errorCode }) => <span class="prose">{remedyOf(errorCode)}</span> },
      ]}
    />
  );
}
