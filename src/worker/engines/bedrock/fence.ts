import { createHash } from 'node:crypto';

const KEY_LENGTH = 12;

/**
 * Puts lines between two fence lines with a key that does not stand in them, so that nothing written inside can close
 * the fence. The same lines always get the same key.
 */
export function fenced(name: string, lines: readonly string[]): string {
  const content = lines.join('\n');
  const key = keyNotIn(content);
  return `<<<${name} ${key}\n${content}\n${name} ${key}>>>`;
}

function keyNotIn(content: string): string {
  let digest = content;
  for (;;) {
    digest = createHash('sha256').update(digest).digest('hex');
    const key = digest.slice(0, KEY_LENGTH);
    if (!content.includes(key)) return key;
  }
}
