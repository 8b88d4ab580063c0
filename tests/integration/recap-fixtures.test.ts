import { describe, expect, it } from 'vitest';
import { promptFor } from '../../src/worker/engines/bedrock/prompt.ts';
import { verify } from '../../src/worker/recap/verify.ts';
import { recapCases } from '../support/fixtures.ts';

describe.each(recapCases())('$name', ({ question, answer, pathOf }) => {
  it('is asked about like this', async () => {
    const { rules, conversation } = promptFor(question);
    await expect(`${rules}\n\n${conversation}\n`).toMatchFileSnapshot(pathOf('prompt.txt'));
  });

  it('becomes this recap', async () => {
    const verified = verify(answer, question.transcript, question);
    await expect(`${JSON.stringify(verified, null, 2)}\n`).toMatchFileSnapshot(pathOf('recap.json'));
  });
});
