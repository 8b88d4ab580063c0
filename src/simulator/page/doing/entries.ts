import type { AnyBlock } from '@slack/types';
import { elementsOf, type InteractiveElement } from '../../block-kit/elements-of.ts';
import type { Entry } from '../../people/element-state.ts';
import { type Entered, fieldName } from '../surface.ts';
import { secondsOf } from '../times.ts';
import type { Viewing } from '../viewing.ts';

/** What has been entered in the fields of these blocks, by action id; those never drawn are left out. */
export function entriesIn(
  entered: Entered,
  blocks: readonly AnyBlock[],
  viewing: Viewing,
): Record<string, Entry> {
  const entries: Record<string, Entry> = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const { action_id: actionId = '' } = element;
      const given = entered.get(fieldName({ blockId: block.block_id ?? '', actionId }));
      if (given !== undefined) entries[actionId] = entryOf(element, given, viewing);
    }
  }
  return entries;
}

/** One field's values, as a form has them, in the way in which people enter things in the simulator. */
function entryOf({ type }: InteractiveElement, given: readonly string[], viewing: Viewing): Entry {
  const values = given.map((value) => value.replaceAll('\r\n', '\n')).filter((value) => value !== '');
  if (type === 'checkboxes' || type.startsWith('multi_')) return values;
  const [value] = values;
  if (value === undefined) return null;
  return type === 'datetimepicker' ? String(secondsOf(value, viewing) ?? '') : value;
}

/** Whether an entry says anything. */
export function isEmpty(entry: Entry | undefined): boolean {
  return entry === undefined || entry === null || entry.length === 0;
}

const MISSING = 'This has to be filled in.';

/** What Slack's client has against a form before it is sent: input blocks that are left empty, by block id. */
export function missingIn(
  blocks: readonly AnyBlock[],
  entries: Readonly<Record<string, Entry>>,
): Record<string, string> {
  const missing: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== 'input' || ('optional' in block && block.optional === true)) continue;
    const isFilled = elementsOf(block).some(({ action_id: actionId = '' }) => !isEmpty(entries[actionId]));
    if (!isFilled) missing[block.block_id ?? ''] = MISSING;
  }
  return missing;
}
