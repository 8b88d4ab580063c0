import { channelNames } from './channel-names.ts';
import { recallCommand } from './command.ts';
import { ledgerPages, supersede, superseded, unsupersede } from './decisions.ts';
import { explainInvite } from './explain-invite.ts';
import { findByTag, findPages, waitingPages } from './finding.ts';
import { homeOpened, homeOpting, homePages } from './home.ts';
import { tokensRevoked, uninstalled } from './installation.ts';
import { allItems, itemDone, itemMenu, itemPages, itemReopened } from './items/buttons.ts';
import { itemDueChanged, itemReassigned, itemSnoozed } from './items/modals.ts';
import { itemChecked } from './items/reaction.ts';
import { joined } from './joined.ts';
import type { Listener } from './listener.ts';
import { membership } from './membership.ts';
import { mention } from './mention.ts';
import { retry } from './retry.ts';
import { channelSettings, personalSettings } from './settings.ts';
import { recallPrivately, recallThread } from './shortcuts.ts';

/** Every source of work. A new one is a file in this folder and a line here. */
export const LISTENERS: readonly Listener[] = [
  recallThread,
  recallPrivately,
  recallCommand,
  mention,
  retry,
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
  tokensRevoked,
  uninstalled,
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
];
