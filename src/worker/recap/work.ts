import type { Slack } from '../../core/slack/client.ts';
import type { InstalledWorkspace } from '../../core/store/workspaces.ts';
import type { Progress } from './progress.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What one run on a conversation works with. */
export interface Work {
  slack: Slack;
  workspace: InstalledWorkspace;
  signal: AbortSignal;
  watch: Stopwatch;
  progress: Progress;
}
