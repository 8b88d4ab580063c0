import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../../../simulator/block-kit/check.ts';
import { textSizeOf } from '../../../../simulator/block-kit/text-size.ts';
import { LIMITS } from '../../limits.ts';
import { ANYONE, speechFor } from '../speech.ts';
import { recapMessages } from './recap.ts';

const CONVERSATION = '019a0000-0000-7000-8000-00000000000a';
const idOf = (index: number) => `019a0000-0000-7000-8000-${String(index).padStart(12, '0')}`;
const MOST_BLOCKS = 50;

function recapOf(states: readonly ('open' | 'done' | 'dropped')[], { text = 'Do it', controls = true } = {}) {
  const actionItems = states.map((_, index) => ({
    text: `${text} ${index}.`,
    assignee: 'U0BO',
    due: '2026-02-01',
    sources: [{ ts: `1699013100.${String(index).padStart(6, '0')}`, threadTs: null }],
  }));
  const recap = { headline: 'H', points: [], decisions: [], actionItems, openQuestions: [], tags: [] };
  const removed = {
    sources: 0,
    people: 0,
    links: 0,
    pings: 0,
    dates: 0,
    duplicates: 0,
    unsourced: 0,
    shortened: 0,
  };
  const tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
  return recapMessages({
    recap,
    coverage: { found: 1, read: 1, leftOut: {}, partial: false },
    receipt: { engine: 'builtin', model: null, promptVersion: null, tokens, costUsd: 0, stages: {}, removed },
    about: null,
    speech: speechFor(ANYONE),
    linkTo: ({ ts }) => `https://acme.slack.com/archives/C0GENERAL/p${ts.replace('.', '')}`,
    items: states.map((state, index) => ({
      id: idOf(index),
      state,
      snoozedUntil: null,
      changedBy: 'U0MARA',
    })),
    ...(controls
      ? {
          controls: {
            conversationId: CONVERSATION,
            length: 'standard' as const,
            canUpdate: true,
            share: null,
          },
        }
      : {}),
  });
}

const asText = (messages: readonly { blocks: unknown[] }[]) => JSON.stringify(messages);
const withButtons = (messages: readonly { blocks: { block_id?: string }[] }[]) =>
  messages.flatMap(({ blocks }) => blocks.filter(({ block_id }) => block_id?.startsWith('recall_item/')));

describe('action items in a recap', () => {
  it.each([1, 8, 9, 30, 100])('fit into what Slack takes, %i of them', (count) => {
    const states = Array.from(
      { length: count },
      (_, index) => (index % 3 === 0 ? 'done' : 'open') as 'done' | 'open',
    );
    const messages = recapOf(states, { text: 'word '.repeat(90) });
    for (const { blocks } of messages) {
      expect(checkBlocks(blocks)).toMatchObject({ ok: true });
      expect(blocks.length).toBeLessThanOrEqual(MOST_BLOCKS);
      expect(textSizeOf(blocks)).toBeLessThanOrEqual(LIMITS.blocksTotal);
    }
    expect(withButtons(messages)).toHaveLength(Math.min(count, 8));
    expect(asText(messages).includes('All action items')).toBe(count > 8);
  });

  it('have buttons on the open ones first', () => {
    const messages = recapOf([...Array<'done'>(8).fill('done'), 'open', 'open']);
    const blocks = withButtons(messages);
    expect(blocks.map(({ block_id }) => block_id?.split('/').at(-1))).toEqual(
      [0, 1, 2, 3, 4, 5, 8, 9].map(idOf),
    );
  });

  it('leave out what is no task, also from the count', () => {
    const messages = recapOf(['open', 'dropped', 'done']);
    expect(asText(messages)).not.toContain('Do it 1.');
    expect(messages[0]?.text).toBe('Recap: H (2 action items)');
    expect(asText(recapOf(['dropped']))).not.toContain('Action items');
  });

  it('have no buttons where nothing can be done with the recap', () => {
    expect(withButtons(recapOf(['open', 'done'], { controls: false }))).toEqual([]);
  });
});
