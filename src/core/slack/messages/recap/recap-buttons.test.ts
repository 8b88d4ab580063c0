import { describe, expect, it } from 'vitest';
import { speechFor } from '../speech.ts';
import { LANGUAGES } from '../wording/index.ts';
import {
  CONTROLS_RESERVE,
  controlsBlock,
  RECAP_CHOICES,
  readRecapChoice,
  struckBlock,
} from './recap-buttons.ts';

const conversationId = '0190b7a0-0000-7000-8000-000000000001';
const english = speechFor({ locale: 'en-US', timeZone: 'UTC' });

describe('the buttons of a recap', () => {
  it.each(LANGUAGES)('fit into what is kept free for them, in %s', (locale) => {
    const speech = speechFor({ locale, timeZone: 'UTC' });
    const controls = { conversationId, length: 'standard', canUpdate: true, share: 'choose' } as const;
    const texts = JSON.stringify([
      controlsBlock(controls, speech),
      struckBlock(1_000_000, controls, speech),
    ]).matchAll(/"text":"([^"]*)"/g);
    const size = [...texts].reduce((sum, [, text = '']) => sum + text.length, 0);
    expect(size).toBeLessThan(CONTROLS_RESERVE);
  });

  it('offer no update of notes', () => {
    const controls = { conversationId, length: 'brief', canUpdate: false, share: null } as const;
    expect(JSON.stringify(controlsBlock(controls, english))).not.toContain('Update');
    expect(JSON.stringify(struckBlock(2, controls, english))).not.toContain('Update');
  });
});

describe('a choice of the menu', () => {
  it('is read back, and nothing else is', () => {
    for (const choice of RECAP_CHOICES)
      expect(readRecapChoice(`${choice}:${conversationId}`)).toEqual({ choice, conversationId });
    for (const odd of ['', 'destroy:x', 'constructor:x', conversationId])
      expect(readRecapChoice(odd)).toBeNull();
  });
});
