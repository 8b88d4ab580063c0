import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('makes lines that spreadsheets read, and calculate nothing of', async () => {
  const lines: string[] = [];
  const rows = [
    ['plain', 1.5],
    ['a "quote", a comma', 0],
    ['=1+1', -2],
    ['@sum', 3],
    ['two\nlines', 4],
  ];
  for await (const line of csvOf(['key', 'cost'], rows)) lines.push(line);
  expect(lines.join('')).toBe(
    'key,cost\r\nplain,1.5\r\n"a ""quote"", a comma",0\r\n\'=1+1,-2\r\n\'@sum,3\r\n"two\nlines",4\r\n',
  );
});
