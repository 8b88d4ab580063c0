import { anchorOf } from '../viewing.ts';
import { type Deed, namedParts, reportOn } from './deed.ts';
import { settled } from './settling.ts';

/** A shortcut in the menu of a message. */
export const useMessageShortcut: Deed = async ({ form, viewing, actor, playground }) => {
  const [channel = '', ts = '', callbackId = ''] = namedParts(form, 3);
  const delivery = await settled(actor.useMessageShortcut({ channel, ts, callbackId }), playground.traffic);
  return { ...reportOn(delivery && [delivery], viewing), anchor: anchorOf(ts) };
};

/** A shortcut beside the field for new messages. */
export const useGlobalShortcut: Deed = async ({ form, viewing, actor, playground }) => {
  const [callbackId = ''] = namedParts(form, 1);
  const delivery = await settled(actor.useGlobalShortcut({ callbackId }), playground.traffic);
  return reportOn(delivery && [delivery], viewing);
};
