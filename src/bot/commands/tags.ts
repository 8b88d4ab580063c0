import { tagsMessage } from '../../core/slack/messages/finding/finding.ts';
import { LONGEST_TAG } from './find.ts';
import type { Subcommand } from './subcommand.ts';

const MOST_CHANNELS = 1000;
/** What a menu of Slack's holds. */
const MOST_TAGS = 100;

/** `/recall tags`: the tags in the channels that the person may read, the most used first. */
export const tags: Subcommand<'tags'> = async (_, use, { store, access }) => {
  const { workspaceId, member, speech, tell } = use;
  const reach = await access.reach(workspaceId, member.id);
  const viewer = { workspaceId, userId: member.id, reach };
  const candidates = await store.search.channelsWithTags(viewer, MOST_CHANNELS);
  const channelIds = [...(await access.readable(workspaceId, member.id, candidates))];
  const found = await store.search.tags(viewer, { channelIds, limit: MOST_TAGS });
  await tell(tagsMessage({ tags: found.filter(({ name }) => name.length <= LONGEST_TAG), speech }));
};
