import { COMMAND } from '../../core/slack/ids.ts';

/** A way to use the command; `<…>` and `[…]` stand for what the asker fills in, a leading `…` for any recap before it. */
export interface CommandForm {
  form: string;
  id: string;
}

/** All that can be typed after `/recall`, in the order in which the help shows it. What each does is said in the help's sentences, by id. */
export const FORMS = [
  { id: 'since_last', form: COMMAND },
  { id: 'duration', form: `${COMMAND} 3d` },
  { id: 'since', form: `${COMMAND} since monday` },
  { id: 'day', form: `${COMMAND} yesterday` },
  { id: 'week', form: `${COMMAND} last week` },
  { id: 'between', form: `${COMMAND} 1 nov to 5 nov` },
  { id: 'last_messages', form: `${COMMAND} last 200` },
  { id: 'thread', form: `${COMMAND} <link to a message>` },
  { id: 'public', form: '… public' },
  { id: 'focus', form: '… focus on <words>' },
  { id: 'options', form: `${COMMAND} options` },
  { id: 'note', form: `${COMMAND} note` },
  { id: 'actions', form: `${COMMAND} actions [mine|@someone|here]` },
  { id: 'decisions', form: `${COMMAND} decisions [words]` },
  { id: 'find', form: `${COMMAND} find <words>` },
  { id: 'tags', form: `${COMMAND} tags` },
  { id: 'waiting', form: `${COMMAND} waiting` },
  { id: 'digest', form: `${COMMAND} digest` },
  { id: 'digest_schedule', form: `${COMMAND} digest weekly mon 9:00` },
  { id: 'digest_change', form: `${COMMAND} digest [list|pause|resume|now|off]` },
  { id: 'settings', form: `${COMMAND} settings` },
  { id: 'optout', form: `${COMMAND} optout` },
  { id: 'optin', form: `${COMMAND} optin` },
  { id: 'admin', form: `${COMMAND} admin` },
  { id: 'help', form: `${COMMAND} help` },
] as const satisfies readonly CommandForm[];
