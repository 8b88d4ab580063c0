import { optMessage } from '../../core/slack/messages/settings.ts';
import type { Tell } from '../asking/pick-up.ts';
import type { ListenerDeps } from '../listeners/listener.ts';
import type { PersonUse } from '../person-use.ts';

type Deps = Pick<ListenerDeps, 'store' | 'home'>;

/** Leaves Recall out of a person's words, or lets it use them again. @returns false where nothing changes */
export async function setOpting(
  { out }: { out: boolean },
  { workspaceId, member, now }: Pick<PersonUse, 'workspaceId' | 'member' | 'now'>,
  { store }: Pick<Deps, 'store'>,
): Promise<boolean> {
  if (out) return store.people.optOut(workspaceId, member.id, now);
  return store.people.optIn(workspaceId, member.id);
}

/** The same where the person is told what that means; their App Home shows it. */
export async function changeOpting(
  { out }: { out: boolean },
  use: PersonUse & { tell: Tell },
  deps: Deps,
): Promise<void> {
  const { workspaceId, member, speech, tell } = use;
  const hasChanged = await setOpting({ out }, use, deps);
  await tell(optMessage({ isOut: out, hasChanged, speech }));
  if (hasChanged) await deps.home.refresh(workspaceId, [member.id]);
}
