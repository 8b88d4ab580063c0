import { recallCommand } from './command.ts';
import { explainInvite } from './explain-invite.ts';
import type { Listener } from './listener.ts';
import { mention } from './mention.ts';
import { retry } from './retry.ts';
import { recallPrivately, recallThread } from './shortcuts.ts';

/** Every source of work. A new one is a file in this folder and a line here. */
export const LISTENERS: readonly Listener[] = [
  recallThread,
  recallPrivately,
  recallCommand,
  mention,
  retry,
  explainInvite,
];
