import { createHash } from 'node:crypto';

/** What a browser is shown. */
export interface Page {
  status: number;
  title: string;
  /** Plain sentences, as they are. */
  says: readonly string[];
  links?: readonly { label: string; url: string }[];
}

const STYLE = [
  ':root{color-scheme:light dark}',
  'body{font:1.0625rem/1.6 system-ui,sans-serif;margin:0;display:grid;min-height:100vh;place-items:center}',
  'main{max-width:34rem;padding:2rem 1.5rem}',
  'h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}',
  'a{display:inline-block;margin:.75rem 1.5rem 0 0}',
].join('');

/** No script, no picture, nothing from elsewhere, and in nobody's frame. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
};

export function renderPage({ title, says, links = [] }: Page): string {
  const paragraphs = says.map((sentence) => `<p>${escaped(sentence)}</p>`).join('');
  const anchors = links.map(({ label, url }) => `<a href="${escaped(url)}">${escaped(label)}</a>`).join('');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)} · Recall</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>${paragraphs}${anchors}</main></body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
