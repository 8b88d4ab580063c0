import type { AnyBlock } from '@slack/types';
import { newWord } from '../ids.ts';
import { elementsOf } from './elements-of.ts';
import { problemAt } from './problems.ts';

/** A block_id must be unique among the blocks, an action_id within its block. */
export function duplicateIdsIn(blocks: readonly AnyBlock[], root: readonly PropertyKey[]): string[] {
  const blockIds = repeatedIn(blocks.map(({ block_id }) => block_id)).map((blockId) =>
    problemAt(root, `\`block_id\` ${blockId} already exists`),
  );
  const actionIds = blocks.flatMap((block, index) =>
    repeatedIn(elementsOf(block).map(({ action_id }) => action_id)).map((actionId) =>
      problemAt([...root, index], `\`action_id\` ${actionId} already exists`),
    ),
  );
  return [...blockIds, ...actionIds];
}

/** The blocks as Slack stores them: each with a block_id, each interactive element with an action_id. */
export function withIds(blocks: readonly AnyBlock[]): AnyBlock[] {
  const stored = structuredClone([...blocks]);
  for (const block of stored) {
    block.block_id ??= newWord(5);
    for (const element of elementsOf(block)) element.action_id ??= newWord(5);
  }
  return stored;
}

function repeatedIn(ids: readonly (string | undefined)[]): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const id of ids) {
    if (id === undefined) continue;
    if (seen.has(id)) repeated.add(id);
    seen.add(id);
  }
  return [...repeated];
}
