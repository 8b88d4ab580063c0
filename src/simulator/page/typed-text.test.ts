import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_APP } from '../app.ts';
import { createWorld } from '../world/world.ts';
import { commandTextOf, mrkdwnOf, writtenOf } from './typed-text.ts';
import type { Viewing } from './viewing.ts';

const base = { purpose: '', topic: '', appIsMember: true, messages: [] };
const world = createWorld({
  seed: {
    team: { id: 'T1', name: 'Tea House', domain: 'tea' },
    people: [
      { id: 'U1', name: 'ann', realName: 'Ann' },
      { id: 'U2', name: 'annb', realName: 'Ann Berg (Tea & Co)' },
      { id: 'U3', name: 'ines', realName: 'Inês' },
    ],
    channels: [
      { ...base, id: 'C1', name: 'leaves', isPrivate: false, members: ['U1'] },
      { ...base, id: 'C2', name: 'leaves-hidden', isPrivate: true, members: ['U2'] },
    ],
  },
  app: DEFAULT_APP,
  now: Date.now,
});
const viewing: Viewing = {
  world,
  app: DEFAULT_APP,
  viewer: { id: 'U1', name: 'ann', realName: 'Ann' },
  here: '/',
  editing: undefined,
};

test.each([
  ['@Recall focus', `<@${DEFAULT_APP.botUserId}> focus`],
  ['ask @Ann Berg (Tea & Co), @ann and @INÊS!', 'ask <@U2>, <@U1> and <@U3>!'],
  ['see #leaves, not #leaves-hidden or #lea', 'see <#C1>, not #leaves-hidden or #lea'],
  ['@here: a < b && c', '<!here>: a &lt; b &amp;&amp; c'],
  ['mail ann@annex.example or @annex', 'mail ann@annex.example or @annex'],
  ['(https://tea.example/a?b=1&c=2).', '(<https://tea.example/a?b=1&amp;c=2>).'],
])('%s', (typed, mrkdwn) => {
  expect(mrkdwnOf(typed, viewing)).toBe(mrkdwn);
});

test('in a command names come along, and nothing else is escaped', () => {
  expect(commandTextOf('actions @Ann Berg (Tea & Co) in #leaves > 3', viewing)).toBe(
    'actions <@U2|annb> in <#C1|leaves> > 3',
  );
});

test('what was typed can be edited again, whatever it was', () => {
  const words = fc.constantFrom(
    '@Ann ',
    '#leaves ',
    '@here ',
    '&amp; ',
    '<b> ',
    'https://tea.example/?a=1&b ',
    ' :x: ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string())), (parts) => {
      const sent = mrkdwnOf(parts.join(''), viewing);
      expect(mrkdwnOf(writtenOf(sent, viewing), viewing)).toBe(sent);
    }),
  );
});
