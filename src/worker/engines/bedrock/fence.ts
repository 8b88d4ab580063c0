import { createHash } from 'node:crypto';

const KEY_LENGTH = 12;

/**
 * Puts each section's lines between two fence lines, `<<<NAME key` and `NAME key>>>`, with a key that stands in none of
 * the sections, so that nothing written inside can close a fence. The same sections always get the same keys.
 */
export function fenced(sections: Readonly<Record<string, readonly string[]>>): string {
  const contents = Object.entries(sections).map(([name, lines]) => ({ name, content: lines.join('\n') }));
  const everything = contents.map(({ content }) => content).join('\n');
  return contents
    .map(({ name, content }) => {
      const key = keyNotIn(everything, name);
      return `<<<${name} ${key}\n${content}\n${name} ${key}>>>`;
    })
    .join('\n\n');
}

function keyNotIn(content: string, name: string): string {
  let digest = name + content;
  for (;;) {
    digest = createHash('sha256').update(digest).digest('hex');
    const key = digest.slice(0, KEY_LENGTH);
    if (!content.includes(key)) return key;
  }
}
