import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../core/domain/errors.ts';
import { VARIABLE_NAMES } from '../core/runtime/config.ts';
import { remedyFor } from './engine-remedies.ts';

describe('remedyFor', () => {
  it('has one sentence for every way in which an engine fails, and none for the rest', () => {
    for (const code of ERROR_CODES) {
      if (code.startsWith('engine_')) expect(remedyFor(code)).toMatch(/^[A-Z][^.]*\.$/);
      else expect(remedyFor(code)).toBeNull();
    }
  });

  it('names only variables that exist', () => {
    const named = ERROR_CODES.flatMap((code) => remedyFor(code)?.match(/\b[A-Z]+_[A-Z_]+\b/g) ?? []);
    expect(named).toContain('BEDROCK_MODEL_ID');
    expect(named.filter((name) => !VARIABLE_NAMES.includes(name) && name !== 'AWS_REGION')).toEqual([]);
  });
});
