import type { AnyBlock } from '@slack/types';

/** Something a person can click, choose in or write into. */
export interface InteractiveElement {
  type: string;
  action_id?: string;
  [field: string]: unknown;
}

const STATIC = new Set(['image', 'plain_text', 'mrkdwn']);

/** The interactive elements of a block, in the order in which they stand. */
export function elementsOf(block: AnyBlock): InteractiveElement[] {
  const candidates: unknown[] = [];
  if ('elements' in block && Array.isArray(block.elements) && block.type !== 'rich_text') {
    candidates.push(...block.elements);
  }
  if ('accessory' in block) candidates.push(block.accessory);
  if ('element' in block) candidates.push(block.element);
  return candidates.filter(isInteractive);
}

function isInteractive(candidate: unknown): candidate is InteractiveElement {
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    'type' in candidate &&
    typeof candidate.type === 'string' &&
    !STATIC.has(candidate.type)
  );
}
