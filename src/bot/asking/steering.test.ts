import { describe, expect, it } from 'vitest';
import { LONGEST_FOCUS } from '../../core/domain/conversation.ts';
import { focusOf } from './steering.ts';

const BOT = 'U0RECALL';
const said = (words: string) => focusOf(`<@${BOT}> ${words}`, BOT);

describe('the words of a mention', () => {
  it.each([
    ['focus on the outage', 'the outage'],
    ['please recap, focus on the outage', 'the outage'],
    ['where do we stand?', 'where do we stand?'],
    ['what did <@U0BO|bo> promise &amp; when', 'what did @bo promise & when'],
    ['about the launch date', 'the launch date'],
  ])('%j steer it', (words, focus) => {
    expect(said(words)).toBe(focus);
  });

  it.each([
    '',
    'recap',
    'Recap, please!',
    'please summarize',
    'TL;DR',
    'tldr?',
    'can you give us a summary of this thread',
    '👀',
    '…',
  ])('%j steer it nowhere', (words) => {
    expect(said(words)).toBeNull();
  });

  it('may stand before the mention and around it', () => {
    expect(focusOf(`the budget <@${BOT}|recall> only`, BOT)).toBe('the budget only');
  });

  it('are cut where they are long', () => {
    const focus = said(`why ${'x'.repeat(1000)}`);
    expect(focus).toHaveLength(LONGEST_FOCUS);
  });
});
