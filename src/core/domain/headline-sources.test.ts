import { expect, it } from 'vitest';
import { headlineSources } from './headline-sources.ts';

const MESSAGES = [
  { ts: '1.0', text: 'ok, I will rotate the *logs* by Friday!' },
  { ts: '2.0', text: 'we drop the old dashboard' },
  { ts: '3.0', text: 'the logs are long' },
  { ts: '4.0', text: '鍵がない。発売日は木曜日に決まった' },
];

it.each([
  ['<@U0MARA>: I will rotate the logs by Friday → decided: We drop the old dashboard', ['1.0', '2.0']],
  ['Rotation of logs, and what became of the dashboard', []],
  ['Old dashboard', ['2.0']],
  ['発売日は木曜日', ['4.0']],
  ['Logs', []],
  ['', []],
])('finds whose words “%s” uses', (headline, sources) => {
  expect(headlineSources(headline, MESSAGES)).toEqual(sources);
});
