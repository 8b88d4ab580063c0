import { RecallError } from '../../core/domain/errors.ts';
import type { Store } from '../../core/store/index.ts';
import type { InstalledWorkspace } from '../../core/store/workspaces.ts';

/** @throws RecallError `slack_token_rejected` where Recall is not installed in the workspace, or not any more */
export async function activeWorkspace(
  store: Pick<Store, 'workspaces'>,
  workspaceId: string,
): Promise<InstalledWorkspace> {
  const workspace = await store.workspaces.findActive(workspaceId);
  if (!workspace)
    throw new RecallError('slack_token_rejected', `workspace ${workspaceId} has no working installation`);
  return workspace;
}
