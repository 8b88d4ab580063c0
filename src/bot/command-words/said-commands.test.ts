import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../tests/support/sentences.ts';
import { COMMAND } from '../../core/slack/ids.ts';
import { LANGUAGES } from '../../core/slack/messages/wording/index.ts';
import { parseCommand } from './parse.ts';

const CONTEXT = { now: new Date('2026-11-18T14:30:00Z'), timeZone: 'Europe/Berlin', locale: 'en-GB' };
/** What is not to be typed as it stands. */
const PLACE_HOLDER = /<[^>]*>/;

describe.each(LANGUAGES)('the commands that the sentences of %s name', (language) => {
  const named = [...sentencesOf(language)].flatMap(([path, text]) =>
    [...text.matchAll(/`(\/recall[^`]*)`/g)].map(([, command = '']) => ({ path, command })),
  );

  it('are many', () => {
    expect(named.length).toBeGreaterThan(20);
  });

  it('work as they are written', () => {
    const misunderstood = named
      .filter(({ command }) => !PLACE_HOLDER.test(command))
      .filter(({ command }) => {
        const text = command.slice(COMMAND.length).trim();
        return parseCommand(text, CONTEXT).kind === 'unclear';
      });
    expect(misunderstood).toEqual([]);
  });
});
