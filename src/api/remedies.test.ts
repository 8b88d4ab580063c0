import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../core/domain/errors.ts';
import { VARIABLE_NAMES } from '../core/runtime/config.ts';
import { remedyOf } from './remedies.ts';

describe('remedyOf', () => {
  it('says for every error what an operator does, each in other words', () => {
    const remedies = ERROR_CODES.map(remedyOf);
    for (const remedy of remedies) expect(remedy).toMatch(/^[A-Z].*\.$/);
    expect(new Set(remedies).size).toBe(remedies.length);
  });

  it('names only variables that exist', () => {
    const named = ERROR_CODES.flatMap((code) => remedyOf(code).match(/\b[A-Z]+_[A-Z_]+\b/g) ?? []);
    expect(named).toContain('BEDROCK_MODEL_ID');
    expect(named.filter((name) => !VARIABLE_NAMES.includes(name) && name !== 'AWS_REGION')).toEqual([]);
  });

  it('sends whoever meets a code of another version to the log', () => {
    expect(remedyOf('constructor')).toContain('the log');
  });
});
