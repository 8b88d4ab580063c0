/** Characters of all the text in blocks: every string that is called `text`, however deep. */
export function textSizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textSizeOf(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  let size = 0;
  for (const [key, child] of Object.entries(value)) {
    size += key === 'text' && typeof child === 'string' ? child.length : textSizeOf(child);
  }
  return size;
}
