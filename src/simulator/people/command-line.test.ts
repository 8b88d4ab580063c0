import { expect, it } from 'vitest';
import { connectedWorkspace } from '../../../tests/support/small-workspace.ts';
import { DEFAULT_APP } from '../app.ts';
import { createWorld } from '../world/world.ts';
import { escapedLine } from './command-line.ts';

function escapedFor(userId: string, text: string): string {
  const seed = connectedWorkspace();
  const [mara] = seed.people;
  if (mara !== undefined) mara.displayName = 'Märta';
  const world = createWorld({ seed, app: DEFAULT_APP, now: Date.now });
  const person = world.person(userId);
  if (person === undefined) throw new Error(`there is no person ${userId}`);
  return escapedLine(text, { world, person });
}

it.each([
  ['actions @bo', 'actions <@U0BO|bo>'],
  ['actions @Bo, please', 'actions <@U0BO|bo>, please'],
  ['actions @märta.', 'actions <@U0MARA|mara>.'],
  ['find pier #general', 'find pier <#C0GENERAL|general>'],
  ['find pier #private-without-app', 'find pier <#C0SECRET|private-without-app>'],
  ['https://acme.slack.com/archives/C1/p1?a=b public', '<https://acme.slack.com/archives/C1/p1?a=b> public'],
  ['<@U0BO|bo> <#C0GENERAL> <https://a.example>', '<@U0BO|bo> <#C0GENERAL> <https://a.example>'],
  ['mail bo@bo or issue #12', 'mail bo@bo or issue #12'],
  ['@nobody #nowhere @gone', '@nobody #nowhere @gone'],
])('escapes what Slack would: %s', (typed, sent) => {
  expect(escapedFor('U0BO', typed)).toBe(sent);
});

it('leaves channels alone that the person does not find', () => {
  expect(escapedFor('U0GAIL', '#public-without-app')).toBe('#public-without-app');
  expect(escapedFor('U0OTTO', '#private-without-app')).toBe('#private-without-app');
});
