import type { VNode } from 'preact';
import type { SettingsAnswer, WorkspaceSettings } from '../../../../core/domain/admin/settings.ts';
import { languageOptions } from '../../../../core/slack/messages/languages.ts';
import { ANYONE, speechFor } from '../../../../core/slack/messages/speech.ts';
import type { PageFrame } from '../../resource.ts';
import { Meter } from '../charts/meter.tsx';
import { counted, formatShare, formatUsd } from '../formats.ts';

type Row = SettingsAnswer['page']['rows'][number];

/** The settings of one workspace, to change. */
export function WorkspaceForm({
  row,
  defaults,
  frame,
}: {
  row: Row;
  defaults: WorkspaceSettings;
  frame: PageFrame;
}): VNode {
  return (
    <section class="card" aria-labelledby="workspace-heading">
      <h2 id="workspace-heading">{row.workspaceName}</h2>
      <Spent row={row} defaults={defaults} />
      <form method="post" action="/admin/settings" class="form form-wide">
        {frame.csrf}
        <input type="hidden" name="workspace" value={row.workspaceId} />
        <label class="field">
          <span>Monthly budget in US dollars</span>
          <input
            type="number"
            name="monthlyBudgetUsd"
            min="0"
            max="1000000"
            step="0.01"
            value={row.monthlyBudgetUsd ?? ''}
          />
          <small>
            Empty: as set for all,{' '}
            {defaults.monthlyBudgetUsd ? formatUsd(defaults.monthlyBudgetUsd) : 'no limit'}. 0: no limit. From
            80% on, the cheaper model answers, where there is one; once it is spent, no model is asked until
            the next month.
          </small>
        </label>
        <label class="field">
          <span>Days that recaps are kept</span>
          <input
            type="number"
            name="retentionDays"
            min="0"
            max="36500"
            step="1"
            value={row.retentionDays ?? ''}
          />
          <small>
            Empty: as set for all,{' '}
            {defaults.retentionDays ? counted(defaults.retentionDays, 'day') : 'for ever'}. 0: for ever. Older
            recaps are deleted with their action items and decisions.
          </small>
        </label>
        <label class="field">
          <span>Language of recaps</span>
          <select name="language">
            <option value="">The conversation’s own</option>
            {languageOptions(speechFor(ANYONE), row.language).map(({ tag, name }) => (
              <option key={tag} value={tag} selected={tag === row.language}>
                {name}
              </option>
            ))}
          </select>
          <small>Where neither the person nor the channel chose one.</small>
        </label>
        <button class="button button-main" type="submit">
          Save settings
        </button>
      </form>
    </section>
  );
}

function Spent({ row, defaults }: { row: Row; defaults: WorkspaceSettings }): VNode {
  const budget = row.monthlyBudgetUsd ?? defaults.monthlyBudgetUsd ?? 0;
  if (budget === 0)
    return <p class="quiet-line">{formatUsd(row.spentUsd)} spent this month; there is no limit.</p>;
  const words = `${formatUsd(row.spentUsd)} of ${formatUsd(budget)} spent this month (${formatShare(row.spentUsd, budget)})`;
  return (
    <div class="budget">
      <p>{words}</p>
      <Meter part={row.spentUsd} all={budget} label={words} />
    </div>
  );
}
