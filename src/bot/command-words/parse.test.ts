import { describe, expect, it } from 'vitest';
import { type CommandContext, parseCommand } from './parse.ts';

/** A Wednesday, half past three in the afternoon in Berlin. */
const CONTEXT: CommandContext = {
  now: new Date('2026-11-18T14:30:00Z'),
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
};

const parse = (text: string, context: Partial<CommandContext> = {}) =>
  parseCommand(text, { ...CONTEXT, ...context });

const nearest = (text: string) => {
  const command = parse(text);
  return command.kind === 'unclear' ? command.nearest : `understood: ${command.kind}`;
};

const recap = { kind: 'recap', isPublic: false, focus: null };

describe('a recap for everyone', () => {
  it.each([
    '3d public',
    'public 3d',
    '3d PUBLIC',
    '3d publicly',
    '3d, public',
    '3d in public',
    '3d --public',
  ])('is asked for by `%s`', (text) => {
    expect(parse(text)).toMatchObject({ kind: 'recap', isPublic: true, window: { kind: 'between' } });
  });

  it('needs no window', () => {
    expect(parse('public')).toEqual({ ...recap, isPublic: true, window: { kind: 'since_last' } });
  });

  it.each([
    '3d',
    '3d private',
    '3d privately',
    '3d not public',
    'not public',
    'private',
    '3d private public',
  ])('is not what `%s` asks for', (text) => {
    expect(parse(text)).not.toMatchObject({ isPublic: true });
  });

  it('is not asked for by a focus that ends in the word by chance', () => {
    expect(parse('3d about going public')).toMatchObject({ isPublic: false, focus: 'going public' });
    expect(parse('about what we said in public')).toMatchObject({
      isPublic: false,
      focus: 'what we said in public',
    });
    expect(parse('about "the launch, public"')).toMatchObject({
      isPublic: false,
      focus: 'the launch, public',
    });
  });
});

describe('what a recap is to focus on', () => {
  it.each([
    '3d focus on the outage',
    '3d about the outage',
    '3d about "the outage"',
    '3d “the outage”',
    '3d focus: the outage',
    '3d Focusing On the outage',
    '3d with a focus on the outage',
  ])('is read from `%s`', (text) => {
    expect(parse(text)).toMatchObject({
      kind: 'recap',
      isPublic: false,
      focus: 'the outage',
      window: { kind: 'between' },
    });
  });

  it('goes with `public` on either side', () => {
    const expected = { isPublic: true, focus: 'the outage', window: { kind: 'between' } };
    expect(parse('3d public focus on the outage')).toMatchObject(expected);
    expect(parse('3d focus on the outage public')).toMatchObject(expected);
    expect(parse('3d focus on "the outage" public')).toMatchObject(expected);
    expect(parse('public 3d "the outage"')).toMatchObject(expected);
  });

  it('needs no window', () => {
    expect(parse('about the outage')).toEqual({
      ...recap,
      window: { kind: 'since_last' },
      focus: 'the outage',
    });
  });

  it('is read as people see it', () => {
    expect(parse('3d about <@U1|bob> &amp; <#C1|launch>')).toMatchObject({ focus: '@bob & #launch' });
  });

  it('is at most 300 characters long, none cut in half', () => {
    expect(parse(`3d about ${'🙂'.repeat(400)}`)).toMatchObject({ focus: '🙂'.repeat(300) });
  });

  it('is not guessed from `on`, which also stands before days', () => {
    expect(nearest('3d on the API, <@U1|bob>')).toBe('/recall 3d focus on the API, @bob');
    expect(parse('on monday')).toMatchObject({ kind: 'recap', focus: null });
  });
});

describe('a link to a message', () => {
  const root = '1700000000.123456';
  const link = 'https://acme.slack.com/archives/C123/p1700000009000200?thread_ts=1700000000.123456&cid=C123';
  const thread = {
    kind: 'thread',
    workspaceHost: 'acme.slack.com',
    channelId: 'C123',
    messageTs: '1700000009.000200',
    threadTs: root,
    isPublic: false,
    focus: null,
  };

  it('means its thread, bare or as Slack wraps it', () => {
    const escaped = link.replace('&', '&amp;');
    for (const typed of [link, `<${escaped}>`, `<${escaped}|a label about it>`, `this thread ${link}`]) {
      expect(parse(typed)).toEqual(thread);
    }
  });

  it('can be posted for everyone and steered', () => {
    expect(parse(`<${link}|it> public about the fix`)).toEqual({
      ...thread,
      isPublic: true,
      focus: 'the fix',
    });
  });

  it('stands alone', () => {
    expect(nearest(`${link} 3d`)).toBe(`/recall ${link}`);
  });

  it.each([
    'https://acme.slack.com/archives/C123',
    'https://example.com/archives/C123/p1700000000123456',
    'https://',
  ])('is not `%s`', (text) => {
    expect(nearest(text)).toBe('/recall 24h');
  });
});

describe('the other things one can ask for', () => {
  it.each([
    ['help', { kind: 'help' }],
    ['?', { kind: 'help' }],
    ['help me with this', { kind: 'help' }],
    ['Note', { kind: 'note' }],
    ['notes', { kind: 'note' }],
    ['options', { kind: 'options' }],
    ['ask', { kind: 'options' }],
    ['custom', { kind: 'options' }],
    ['tags', { kind: 'tags' }],
    ['waiting', { kind: 'waiting' }],
    ['waiting for me', { kind: 'waiting' }],
    ['SETTINGS', { kind: 'settings' }],
    ['optout', { kind: 'opt', out: true }],
    ['opt out', { kind: 'opt', out: true }],
    ['opt-in', { kind: 'opt', out: false }],
    ['/recall help', { kind: 'help' }],
    ['`/recall help`', { kind: 'help' }],
  ])('`%s`', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  it.each([
    ['actions', { kind: 'mine' }],
    ['Actions mine', { kind: 'mine' }],
    ['my tasks', { kind: 'mine' }],
    ['todo', { kind: 'mine' }],
    ['actions here', { kind: 'here' }],
    ['action items in this channel', { kind: 'here' }],
    ['actions <@U0ABC|bob>', { kind: 'person', userId: 'U0ABC' }],
    ['tasks for <@W0ABC>', { kind: 'person', userId: 'W0ABC' }],
  ])('`%s` lists action items', (text, whose) => {
    expect(parse(text)).toEqual({ kind: 'actions', whose });
  });

  it('lists decisions, all or by words', () => {
    expect(parse('decisions')).toEqual({ kind: 'decisions', words: '' });
    expect(parse('decision  about R&amp;D <@U1|bob>')).toEqual({ kind: 'decisions', words: 'R&D @bob' });
  });

  it('finds words, tags and channels in any order', () => {
    expect(parse('find #on-call billing tag:Äpfel in:<#C1|ops> a &lt; b <#C2>')).toEqual({
      kind: 'find',
      words: 'billing a < b',
      tags: ['on-call', 'äpfel'],
      channelIds: ['C1', 'C2'],
    });
    expect(parse('search for the fix #a #A')).toMatchObject({ words: 'the fix', tags: ['a'] });
    expect(parse('find in:<#C1|>')).toMatchObject({ words: '', channelIds: ['C1'] });
    expect(parse('find')).toEqual({ kind: 'find', words: '', tags: [], channelIds: [] });
    expect(parse('find issue#4 c# tag:')).toMatchObject({ words: 'issue#4 c# tag:', tags: [] });
  });
});

describe('what is not understood', () => {
  it.each([
    ['decison', '/recall decisions'],
    ['decison about pricing', '/recall decisions about pricing'],
    ['yesteday', '/recall yesterday'],
    ['yesteday public focus on x', '/recall yesterday public focus on x'],
    ['lats 3d', '/recall last 3d'],
    ['sinse monday', '/recall since monday'],
    ['setings', '/recall settings'],
    ['optoutt', '/recall optout'],
    ['actons <@U1|bob>', '/recall actions'],
    ['actions @bob', '/recall actions here'],
    ['note hello', '/recall note'],
    ['public actions', '/recall actions'],
    ['since 9', '/recall since 9:00'],
    ['200', '/recall last 200'],
    ['week', '/recall past week'],
    ['digst', '/recall digest'],
    ['digest dayly 9:00', '/recall digest daily 9:00'],
    ['digest weekly munday', '/recall digest weekly mon 9:00'],
    ['digest stop', '/recall digest pause'],
    ['lorem ipsum dolor sit amet', '/recall 24h'],
    ['<@U1|bob>', '/recall 24h'],
    ['🙂', '/recall 24h'],
    ['مرحبا', '/recall 24h'],
  ])('`%s` gets `%s`', (text, expected) => {
    expect(nearest(text)).toBe(expected);
  });

  it('is echoed without what cannot be seen, and not at length', () => {
    expect(parse('\u202Elorem\u0000 \n ipsum')).toMatchObject({ text: 'lorem ipsum' });
    expect(parse('x'.repeat(4000))).toMatchObject({ text: 'x'.repeat(200), nearest: '/recall 24h' });
  });
});
