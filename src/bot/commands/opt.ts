import { optMessage } from '../../core/slack/messages/settings.ts';
import type { Subcommand } from './subcommand.ts';

/** `/recall optout` and `/recall optin`: whether recaps use the person's words. */
export const opt: Subcommand<'opt'> = async ({ out: isOut }, use, { store, home }) => {
  const { workspaceId, member, speech, now, tell } = use;
  const hasChanged = isOut
    ? await store.people.optOut(workspaceId, member.id, now)
    : await store.people.optIn(workspaceId, member.id);
  await tell(optMessage({ isOut, hasChanged, speech }));
  if (hasChanged) await home.refresh(workspaceId, [member.id]);
};
