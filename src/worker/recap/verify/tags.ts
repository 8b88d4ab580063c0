import type { Removed } from '../../../core/domain/recap.ts';
import { RECAP_LIMITS } from './limits.ts';
import { unescaped, visible } from './plain-text.ts';

/** Tags in one form, lower-case and hyphenated, each once and at most five. */
export function normalTags(tags: readonly string[], removed: Removed): string[] {
  const normal = tags.map(normalTag).filter((tag) => tag !== '');
  const distinct = [...new Set(normal)];
  removed.duplicates += normal.length - distinct.length;
  removed.shortened += Math.max(0, distinct.length - RECAP_LIMITS.tags);
  return distinct.slice(0, RECAP_LIMITS.tags);
}

function normalTag(tag: string): string {
  const hyphenated = unescaped(visible(tag))
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  return [...hyphenated.replace(/^-+/, '')].slice(0, RECAP_LIMITS.tag).join('').replace(/-+$/, '');
}
