import type { AnyBlock } from '@slack/types';
import { z } from 'zod';
import { elementsOf, type InteractiveElement } from '../../block-kit/elements-of.ts';
import type { Delivery } from '../../deliveries/courier.ts';
import type { Entry } from '../../people/element-state.ts';
import { type Entered, enteredIn, type Target, targetOf } from '../surface.ts';
import { anchorOf, linkTarget } from '../viewing.ts';
import { type Asked, BadForm, type Deed, fieldOf, type Outcome, reportOn } from './deed.ts';
import { entriesIn, isEmpty } from './entries.ts';
import { settled } from './settling.ts';

/** What a person clicked or picked, with what stands in the other fields around it. */
export interface Clicked {
  actionId: string;
  blockId: string;
  value?: Entry;
  values: Readonly<Record<string, Entry>>;
}

/** A click in a message, or in one that only this person sees. */
export const clickInMessage: Deed = async (asked) => {
  const { form, viewing, actor } = asked;
  const [channel, ts] = [fieldOf(form, 'channel'), fieldOf(form, 'ts')];
  const { world, viewer } = viewing;
  const message =
    world.ephemerals(channel, viewer.id).find((ephemeral) => ephemeral.ts === ts) ??
    world.message(channel, ts);
  if (message === undefined) return { notice: 'This message is not there any more.' };
  const surface = { blocks: message.blocks ?? [], entered: enteredIn(form) };
  const outcome = await click(surface, asked, (clicked) => actor.click({ channel, ts, ...clicked }));
  return { anchor: anchorOf(ts), ...outcome };
};

interface ClickSurface {
  blocks: readonly AnyBlock[];
  entered: Entered;
}

/** Clicks what the form's button names, if any; a button with an address leads there. */
export async function click(
  { blocks, entered }: ClickSurface,
  { form, viewing, playground }: Asked,
  send: (clicked: Clicked) => Promise<Delivery>,
): Promise<Outcome> {
  const act = form.get('act');
  if (act === null) return {};
  const target = targetOf(act);
  if (target === undefined) throw new BadForm('The form does not say what was clicked.');
  const element = elementAt(blocks, target);
  if (element === undefined) return { notice: 'This has changed in the meantime. Look at what it says now.' };
  const values = entriesIn(entered, blocks, viewing);
  const value = target.value ?? values[target.actionId];
  if (takesEntry(element) && isEmpty(value)) return { notice: 'Choose something first.' };
  const { blockId, actionId } = target;
  const clicked = { blockId, actionId, values, ...(value === undefined ? {} : { value }) };
  const delivery = await settled(send(clicked), playground.traffic);
  const to = linkTarget(addressOf(element, target), viewing);
  return { ...reportOn(delivery && [delivery], viewing), ...(to === undefined ? {} : { to }) };
}

function elementAt(
  blocks: readonly AnyBlock[],
  { blockId, actionId, value }: Target,
): InteractiveElement | undefined {
  return blocks
    .filter(({ block_id }) => block_id === blockId)
    .flatMap(elementsOf)
    .find(
      (element) => element.action_id === actionId && (element.type !== 'button' || element.value === value),
    );
}

const optionSchema = z.object({ value: z.string(), url: z.string().optional() });

const CLICKED_ONLY = ['button', 'workflow_button', 'icon_button', 'feedback_buttons', 'checkboxes'];

function takesEntry({ type }: InteractiveElement): boolean {
  return !CLICKED_ONLY.includes(type) && !type.startsWith('multi_');
}

/** The address that a button or the picked entry of a menu leads to; empty where it leads nowhere. */
function addressOf({ url, options }: InteractiveElement, { value }: Target): string {
  const choices: readonly unknown[] = Array.isArray(options) ? options : [];
  const picked = choices
    .map((choice) => optionSchema.safeParse(choice).data)
    .find((choice) => choice?.value === value);
  return z.string().safeParse(picked?.url ?? url).data ?? '';
}
