import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../../../simulator/block-kit/check.ts';
import { ERROR_CODES } from '../../../domain/errors.ts';
import { ACTION_EXPLAIN_INVITE, ACTION_RETRY } from '../../ids.ts';
import { speechFor } from '../speech.ts';
import { LANGUAGES } from '../wording/index.ts';
import { failureMessage, inviteExplanation, refusalMessage } from './failure.ts';

const RETRIABLE = [
  'not_in_channel',
  'left_channel',
  'slack_rate_limited',
  'slack_unavailable',
  'slack_refused',
  'slack_refused_blocks',
  'engine_unavailable',
  'engine_throttled',
  'engine_denied',
  'engine_misconfigured',
  'engine_bad_answer',
  'timed_out',
  'cancelled',
  'worker_died',
  'internal',
];

type Code = (typeof ERROR_CODES)[number];
const english = speechFor({ locale: 'en-US', timeZone: null });
const about = (code: Code, channelId: string | null = 'C1') => ({ code, channelId, speech: english });
const failureOf = (code: Code, channelId?: string | null) =>
  failureMessage({ ...about(code, channelId), conversationId: 'c1' });
const has = (actionId: string, { blocks }: { blocks: readonly object[] }) =>
  JSON.stringify(blocks).includes(`"${actionId}"`);

describe.each(ERROR_CODES)('what a person reads after %s', (code) => {
  it('says nothing of how Recall is built', () => {
    expect(refusalMessage(about(code)).text).not.toMatch(/_|null|undefined|Error|\.ts\b|recall here/);
  });

  it('is taken by Slack', () => {
    for (const { blocks, text } of [refusalMessage(about(code)), failureOf(code)]) {
      expect(checkBlocks(blocks)).toMatchObject({ ok: true });
      expect(blocks).toContainEqual({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });
    }
  });
});

describe.each(LANGUAGES)('the sentences for errors in %s', (language) => {
  const speech = speechFor({ locale: language, timeZone: null });
  const sentences = ERROR_CODES.map((code) => refusalMessage({ code, channelId: 'C1', speech }).text);

  it('are whole sentences that can be read at a glance', () => {
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-ZÄÖÜ].{20,}[.!?]$/s);
      expect(sentence.length).toBeLessThanOrEqual(300);
    }
  });

  it('say what happened, and what to do: that takes two sentences, or an “or”', () => {
    for (const sentence of sentences) expect(sentence).toMatch(/[.:;] \S|, (or|oder) /);
  });

  it('are another one for each code', () => {
    expect(new Set(sentences).size).toBe(ERROR_CODES.length);
  });

  it('have buttons that Slack takes', () => {
    const { blocks } = failureMessage({
      code: 'not_in_channel',
      channelId: 'C1',
      conversationId: 'c1',
      speech,
    });
    expect(checkBlocks(blocks)).toMatchObject({ ok: true });
    expect(checkBlocks(inviteExplanation({ channelId: 'C1', speech }).blocks)).toMatchObject({ ok: true });
  });
});

it('a failure among other messages says first what was to be read', () => {
  const { blocks } = failureMessage({
    ...{ code: 'nothing_to_recap', channelId: 'C1', conversationId: 'c1', speech: english },
    about: 'Recap of Sun, Nov 22 in <#C1>, for you alone',
  });
  expect(blocks[0]).toMatchObject({
    type: 'context',
    elements: [{ text: expect.stringContaining('Nov 22') }],
  });
  expect(checkBlocks(blocks)).toMatchObject({ ok: true });
});

describe('the button to try again', () => {
  it('stands where another try can help, and nowhere else', () => {
    expect(ERROR_CODES.filter((code) => has(ACTION_RETRY, failureOf(code)))).toEqual(RETRIABLE);
  });

  it('does not stand where there is nothing to try again', () => {
    expect(ERROR_CODES.filter((code) => has(ACTION_RETRY, refusalMessage(about(code))))).toEqual([]);
  });

  it('knows which conversation is meant', () => {
    expect(failureOf('timed_out')).toMatchObject({
      text: ':warning: This took longer than the time limit, so I stopped. Try again, or ask for a shorter part, such as `/recall last 200`.',
      blocks: [
        { type: 'section' },
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: ACTION_RETRY, value: 'c1', text: { text: 'Try again' } }],
        },
      ],
    });
  });
});

describe('the button that explains how to add Recall', () => {
  it('stands where Recall is no member, and nowhere else', () => {
    const explained = (message: typeof refusalMessage) =>
      ERROR_CODES.filter((code) => has(ACTION_EXPLAIN_INVITE, message(about(code))));
    expect(explained(refusalMessage)).toEqual(['not_in_channel']);
    expect(explained(({ code }) => failureOf(code))).toEqual(['not_in_channel']);
  });

  it('knows which channel is meant, and comes after trying again', () => {
    expect(failureOf('not_in_channel', 'C7').blocks.at(-1)).toMatchObject({
      type: 'actions',
      elements: [
        { action_id: ACTION_RETRY, value: 'c1' },
        { action_id: ACTION_EXPLAIN_INVITE, value: 'C7', text: { text: 'How to add me' } },
      ],
    });
  });

  it('is left out in a direct message between others, which no app can be added to', () => {
    for (const message of [
      failureOf('not_in_channel', 'D1'),
      refusalMessage(about('not_in_channel', 'D1')),
    ]) {
      expect(message.blocks).toHaveLength(1);
      expect(message.text).toContain('cannot be added');
      expect(message.text).not.toContain('/invite');
    }
  });

  it('is answered with what to type, and where to tap on a phone', () => {
    const { text } = inviteExplanation({ channelId: 'C7', speech: english });
    expect(text).toContain('<#C7>');
    expect(text).toContain('`/invite @Recall`');
    expect(text).toContain('Integrations → Add apps');
  });
});
