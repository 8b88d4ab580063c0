import type { Whose } from '../../core/domain/action-item.ts';
import type { WhoseActions } from '../command-words/parse.ts';
import { itemList } from '../items/list.ts';
import type { CommandUse, Subcommand } from './subcommand.ts';

/** `/recall actions [mine|@someone|here]`: a list to act in, for whoever typed it alone. */
export const actions: Subcommand<'actions'> = async (parsed, use, deps) => {
  const { member, speech, tell } = use;
  const whose = whoseOf(parsed.whose, use);
  await tell(await itemList({ whose, page: 0, viewer: member.id, speech }, deps));
};

function whoseOf(whose: WhoseActions, { member, channel }: CommandUse): Whose {
  switch (whose.kind) {
    case 'mine':
      return { kind: 'person', userId: member.id };
    case 'person':
      return { kind: 'person', userId: whose.userId };
    case 'here':
      return { kind: 'channel', channelId: channel.id };
  }
}
