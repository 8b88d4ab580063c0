import type { VNode } from 'preact';
import type { SettingsAnswer } from '../../../../core/domain/admin/settings.ts';
import type { PageFrame } from '../../resource.ts';
import { counted, formatLanguage, formatUsd } from '../formats.ts';
import { Head } from '../head.tsx';
import { OneWorkspace } from '../names.tsx';
import { linkTo, Paging, Table } from '../table.tsx';
import { DataCard } from './data-card.tsx';
import { EngineCard } from './engine-card.tsx';
import type { SettingsPage } from './settings-page.ts';
import { WorkspaceForm } from './workspace-form.tsx';

/** What applies to workspaces, whether the engine works, and what is done with people's data. */
export function SettingsView({ answer, frame }: { answer: SettingsPage; frame: PageFrame }): VNode {
  const { page, defaults } = answer;
  const [only, ...others] = page.rows;
  return (
    <>
      <Head
        title="Settings"
        lead="What applies to a whole workspace. Channels have settings of their own in Slack (/recall settings) and under Channels."
      />
      <OneWorkspace frame={frame} name={only?.workspaceName} />
      {only && others.length === 0 ? (
        <WorkspaceForm row={only} defaults={defaults} frame={frame} />
      ) : (
        <section class="card" aria-labelledby="workspaces-heading">
          <h2 id="workspaces-heading">Workspaces</h2>
          <WorkspaceTable page={page} />
          <Paging path={frame.path} query={frame.query} next={page.next} />
        </section>
      )}
      <div class="pair">
        <EngineCard engine={answer.engine} probe={answer.probe} frame={frame} />
        <DataCard workspaces={answer.workspaces} frame={frame} />
      </div>
    </>
  );
}

function WorkspaceTable({ page: { rows } }: { page: SettingsAnswer['page'] }): VNode {
  return (
    <Table
      caption="Settings of workspaces"
      rows={rows}
      columns={[
        {
          label: 'Workspace',
          cell: ({ workspaceId, workspaceName }) => (
            <a href={linkTo('/admin/settings', { workspace: workspaceId })}>{workspaceName}</a>
          ),
        },
        { label: 'Spent this month', isNumber: true, cell: ({ spentUsd }) => formatUsd(spentUsd) },
        {
          label: 'Monthly budget',
          isNumber: true,
          cell: ({ monthlyBudgetUsd }) => budgetWords(monthlyBudgetUsd),
        },
        { label: 'Recaps are kept', cell: ({ retentionDays }) => keptWords(retentionDays) },
        {
          label: 'Language',
          cell: ({ language }) => (language === null ? 'the conversation’s own' : formatLanguage(language)),
        },
      ]}
    />
  );
}

function keptWords(days: number | null): string {
  if (days === null) return 'as set for all';
  return days === 0 ? 'for ever' : `for ${counted(days, 'day')}`;
}

function budgetWords(usd: number | null): string {
  if (usd === null) return 'as set for all';
  return usd === 0 ? 'no limit' : formatUsd(usd);
}
