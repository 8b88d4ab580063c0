import { describe, expect, it } from 'vitest';
import { answerTokens, capabilitiesOf } from './capabilities.ts';
import { downgraded } from './downgrade.ts';

describe('capabilitiesOf', () => {
  it.each([
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 'forced_tool', true, 'off'],
    ['global.anthropic.claude-haiku-5-5', 'forced_tool', false, 'disable'],
    ['eu.anthropic.claude-sonnet-5', 'forced_tool', false, 'disable'],
    ['eu.anthropic.claude-sonnet-5-5', 'offered_tool', false, 'always'],
    [
      'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-5-5',
      'offered_tool',
      false,
      'always',
    ],
    ['us.anthropic.claude-opus-4-8', 'forced_tool', false, 'off'],
    ['amazon.nova-pro-v1:0', 'forced_tool', true, 'off'],
    ['us.deepseek.r1-v1:0', 'json_text', true, 'always'],
    ['openai.gpt-oss-120b-1:0', 'offered_tool', true, 'off'],
    ['acme.never-seen', 'offered_tool', true, 'off'],
  ])('%s', (model, answerMode, temperature, thinking) => {
    const capabilities = capabilitiesOf(model);
    expect(capabilities).toMatchObject({ temperature, thinking });
    expect(capabilities.answerModes[0]).toBe(answerMode);
  });

  it('reserves no more tokens for an answer than the model gives', () => {
    const capabilities = capabilitiesOf('amazon.nova-pro-v1:0');
    expect(answerTokens({ ...capabilities, outputTokens: 2_000 })).toBe(2_000);
    expect(answerTokens({ ...capabilities, thinking: 'always', outputTokens: 64_000 })).toBeGreaterThan(
      10_000,
    );
  });
});

describe('downgraded', () => {
  const claude = capabilitiesOf('us.anthropic.claude-haiku-4-5-20251001-v1:0');

  it.each([
    [
      "This model doesn't support the toolConfig.toolChoice.tool field. Remove it and try again.",
      { answerModes: ['offered_tool', 'json_text'] },
    ],
    [
      'tool_choice: Thinking may not be enabled when tool_choice forces tool use.',
      { answerModes: ['offered_tool', 'json_text'] },
    ],
    ["This model doesn't support tool use.", { answerModes: ['json_text'] }],
    ['`temperature` is deprecated for this model.', { temperature: false }],
    ["This model doesn't support prompt caching.", { cache: false }],
  ])('%s', (refusal, left) => {
    expect(downgraded(claude, refusal)).toEqual({ ...claude, ...left });
  });

  it('has nothing to leave out for other refusals', () => {
    expect(downgraded(claude, 'The provided model identifier is invalid.')).toBeNull();
    expect(downgraded({ ...claude, answerModes: ['json_text'] }, "doesn't support tool use")).toBeNull();
  });
});
