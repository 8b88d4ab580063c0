import { describe, expect, it } from 'vitest';
import { NO_TOKENS, type Receipt } from '../../src/core/domain/recap.ts';
import { messageUrl } from '../../src/core/slack/links.ts';
import { recapMessages } from '../../src/core/slack/messages/recap/recap.ts';
import { ANYONE, speechFor } from '../../src/core/slack/messages/speech.ts';
import { checkBlocks } from '../../src/simulator/block-kit/check.ts';
import { promptFor } from '../../src/worker/engines/bedrock/prompt.ts';
import { verify } from '../../src/worker/recap/verify.ts';
import { recapCases } from '../support/fixtures.ts';

const RECEIPT: Omit<Receipt, 'removed'> = {
  engine: 'bedrock',
  model: 'us.anthropic.claude-haiku-5-5',
  promptVersion: null,
  tokens: NO_TOKENS,
  costUsd: 0.004,
  stages: { summarize: 3100 },
};

describe.each(recapCases())('$name', ({ question, answer, pathOf }) => {
  it('is asked about like this', async () => {
    const { rules, conversation } = promptFor(question);
    await expect(`${rules}\n\n${conversation}\n`).toMatchFileSnapshot(pathOf('prompt.txt'));
  });

  it('becomes this recap', async () => {
    const verified = verify(answer, question.transcript, question);
    await expect(`${JSON.stringify(verified, null, 2)}\n`).toMatchFileSnapshot(pathOf('recap.json'));
  });

  it('is shown in Slack like this, within its limits', async () => {
    const { recap, removed } = verify(answer, question.transcript, question);
    const { channel, coverage } = question.transcript;
    const messages = recapMessages({
      recap,
      coverage,
      receipt: { ...RECEIPT, removed },
      about: null,
      speech: speechFor(ANYONE),
      linkTo: (source) => messageUrl('https://acme.slack.com/', channel.id, source),
    });
    expect(messages.map(({ blocks }) => checkBlocks(blocks).ok)).not.toContain(false);
    await expect(`${JSON.stringify(messages, null, 2)}\n`).toMatchFileSnapshot(pathOf('message.json'));
  });
});
