import type { AnyBlock } from '@slack/types';
import { messageBlocks, view as viewSchema } from './blocks.ts';
import { LIMITS } from './limits.ts';
import { problemAt, problemsOf } from './problems.ts';
import { textSizeOf } from './text-size.ts';
import { duplicateIdsIn } from './unique-ids.ts';

/** What was checked, or why Slack would refuse it: in Slack's words, each problem with its JSON pointer. */
export type Checked<Value> = { ok: true; value: Value } | { ok: false; problems: string[] };

export interface CheckedView {
  type: 'modal' | 'home';
  blocks: AnyBlock[];
  title?: PlainText | undefined;
  submit?: PlainText | undefined;
  close?: PlainText | undefined;
  callback_id?: string | undefined;
  external_id?: string | undefined;
  private_metadata?: string | undefined;
  clear_on_close?: boolean | undefined;
  notify_on_close?: boolean | undefined;
}

interface PlainText {
  type: 'plain_text';
  text: string;
  emoji?: boolean | undefined;
}

/** Checks the blocks of a message one by one and together; how much text they hold in all is asked of `isTooLong`. */
export function checkBlocks(given: unknown): Checked<AnyBlock[]> {
  const parsed = messageBlocks.safeParse(given, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error.issues, ['blocks']) };
  // The schema has just checked it; @slack/types only cannot see that optional fields of the two are the same.
  const blocks = parsed.data as AnyBlock[];
  const problems = [...duplicateIdsIn(blocks, ['blocks']), ...togetherProblems(parsed.data)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: blocks };
}

/** Checks a modal or a Home tab. */
export function checkView(given: unknown): Checked<CheckedView> {
  const parsed = viewSchema.safeParse(given, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error.issues, ['view']) };
  const view = parsed.data as CheckedView;
  const problems = duplicateIdsIn(view.blocks, ['view', 'blocks']);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: view };
}

/** Whether the blocks hold more text than one message may; Slack answers `msg_blocks_too_long`. */
export function isTooLong(blocks: readonly AnyBlock[]): boolean {
  const counted = blocks.filter(({ type }) => type !== 'markdown');
  return textSizeOf(counted) > LIMITS.blockTextInMessage;
}

function togetherProblems(blocks: readonly { type: string }[]): string[] {
  const ofType = (type: string) => blocks.filter((block) => block.type === type);
  return [
    ...(ofType('table').length > 1 ? [problemAt(['blocks'], 'only one table allowed')] : []),
    ...(textSizeOf(ofType('markdown')) > LIMITS.markdown
      ? [problemAt(['blocks'], `markdown must be less than ${LIMITS.markdown + 1} characters in all`)]
      : []),
  ];
}
