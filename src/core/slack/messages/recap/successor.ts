import type { RichTextElement } from '@slack/types';
import { shorten } from '../../limits.ts';
import { toElements } from '../rich-text.ts';
import type { Speech } from '../speech.ts';

const LONGEST_QUOTE = 200;

/** What stands below a decision that another takes the place of. */
export function successorElements(text: string, { words }: Speech): RichTextElement[] {
  return [
    { type: 'text', text: `\n${words.decisions.supersededBy} ` },
    ...toElements(shorten(text, LONGEST_QUOTE), { italic: true }),
  ];
}
