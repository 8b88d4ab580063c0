import { cancel } from './cancel.ts';
import { channelNames } from './channel-names.ts';
import { recallCommand, runNearest } from './command.ts';
import { ledgerPages, supersede, superseded, unsupersede } from './decisions.ts';
import { digestActs, digestEdit, digestPreview, digestSubmitted } from './digest.ts';
import { directMessage } from './direct-message.ts';
import { explainInvite } from './explain-invite.ts';
import { findByTag, findPages, waitingPages } from './finding.ts';
import { homeOpened, homeOpting, homePages, homeRecap } from './home.ts';
import { allItems, itemDone, itemMenu, itemPages, itemReopened } from './items/buttons.ts';
import { itemDueChanged, itemReassigned, itemSnoozed } from './items/modals.ts';
import { itemChecked } from './items/reaction.ts';
import { joined } from './joined.ts';
import type { Listener } from './listener.ts';
import { membership } from './membership.ts';
import { mention } from './mention.ts';
import { messageChanges } from './message-changes.ts';
import { noteRetry, noteShortcut, noteSubmitted } from './note.ts';
import { optionsSubmitted } from './options.ts';
import { reaction } from './reaction.ts';
import { recapDeleted } from './recap/delete.ts';
import { recapDown, recapFault, recapUp } from './recap/feedback.ts';
import { recapMenu } from './recap/menu.ts';
import { recapKept, recapShareChosen, recapShared, recapShareTo } from './recap/share.ts';
import { recapUpdate } from './recap/update.ts';
import { retry } from './retry.ts';
import { channelSettings, personalSettings } from './settings.ts';
import { recallPrivately, recallThread } from './shortcuts.ts';

/** Every source of work. A new one is a file in this folder and a line here. */
export const LISTENERS: readonly Listener[] = [
  recallThread,
  recallPrivately,
  recallCommand,
  runNearest,
  mention,
  reaction,
  directMessage,
  noteShortcut,
  noteSubmitted,
  noteRetry,
  optionsSubmitted,
  retry,
  cancel,
  explainInvite,
  membership,
  findPages,
  findByTag,
  waitingPages,
  ledgerPages,
  supersede,
  superseded,
  unsupersede,
  channelNames,
  homeOpened,
  homeOpting,
  homePages,
  homeRecap,
  joined,
  channelSettings,
  personalSettings,
  itemDone,
  itemReopened,
  itemMenu,
  itemReassigned,
  itemDueChanged,
  itemSnoozed,
  itemChecked,
  itemPages,
  allItems,
  recapUpdate,
  recapMenu,
  recapUp,
  recapDown,
  recapFault,
  recapDeleted,
  recapShared,
  recapKept,
  recapShareTo,
  recapShareChosen,
  messageChanges,
  digestPreview,
  digestSubmitted,
  digestActs,
  digestEdit,
];
