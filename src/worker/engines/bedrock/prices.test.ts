import { describe, expect, it } from 'vitest';
import { createBill } from './bill.ts';
import { costOf } from './prices.ts';

const usage = { input: 20_000, output: 1_000, cacheRead: 0, cacheWrite: 0 };

describe('costOf', () => {
  it.each([
    ['us.anthropic.claude-haiku-5-5', 0.00275],
    ['global.anthropic.claude-haiku-5-5', 0.0025],
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 0.0275],
    ['eu.anthropic.claude-sonnet-5-5', 0.055],
    ['arn:aws:bedrock:eu-west-1:123456789012:inference-profile/global.anthropic.claude-sonnet-5', 0.05],
    ['eu.anthropic.claude-opus-5-5', 0.11],
    ['eu.anthropic.claude-opus-5', 0.1375],
    ['amazon.nova-micro-v1:0', 0.00084],
  ])('%s', (model, dollars) => {
    expect(costOf(model, usage)).toBeCloseTo(dollars, 8);
  });

  it('is another one for a long prompt, cached input included', () => {
    const long = { input: 40_000, output: 1_000, cacheRead: 70_000, cacheWrite: 0 };
    const dollars = (40_000 * 0.55 + 1_000 * 2.75 + 70_000 * 0.055) / 1e6;
    expect(costOf('us.anthropic.claude-haiku-5-5', long)).toBeCloseTo(dollars, 8);
  });

  it('is not known for an unknown model, unless the operator says so', () => {
    const free = { input: 0, output: 1, cacheRead: 0, cacheWrite: 0 };
    expect(costOf('acme.model', usage)).toBeNull();
    expect(costOf('acme.model', usage, [{ model: 'acme', regional: free }])).toBeCloseTo(0.001, 8);
  });
});

describe('a bill', () => {
  it('adds up calls of several models', () => {
    const bill = createBill();
    bill.add('us.anthropic.claude-haiku-5-5', usage);
    bill.add('eu.anthropic.claude-sonnet-5-5', { ...usage, cacheWrite: 10 });
    expect(bill.tokens()).toEqual({ input: 40_000, output: 2_000, cacheRead: 0, cacheWrite: 10 });
    expect(bill.costUsd()).toBeCloseTo(0.00275 + 0.055 + 0.0000275, 8);
  });

  it('has no sum where one price is not known', () => {
    const bill = createBill();
    bill.add('acme.model', usage);
    bill.add('us.anthropic.claude-haiku-5-5', usage);
    expect(bill.costUsd()).toBeNull();
  });
});
