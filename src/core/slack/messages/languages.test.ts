import { describe, expect, it } from 'vitest';
import { isLanguageTag, languageName, languageOptions } from './languages.ts';
import { speechFor } from './speech.ts';

const english = speechFor({ locale: 'en-US', timeZone: null });
const german = speechFor({ locale: 'de-DE', timeZone: null });

describe('the languages to choose from', () => {
  it('are named and sorted in the language of the reader', () => {
    const names = languageOptions(german).map(({ name }) => name);
    expect(names).toContain('Französisch');
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'de')));
    expect(languageOptions(english).find(({ tag }) => tag === 'fr')?.name).toBe('French');
  });

  it('are few enough for one menu of Slack, automatic included, each once', () => {
    const options = languageOptions(english, 'fr');
    expect(options.length).toBeLessThan(100);
    expect(new Set(options.map(({ tag }) => tag)).size).toBe(options.length);
    for (const { name } of options) expect(name.length).toBeLessThanOrEqual(75);
  });

  it('have among them the one that was chosen, whatever it is', () => {
    expect(languageOptions(english, 'pt-BR')).toContainEqual({ tag: 'pt-BR', name: 'Brazilian Portuguese' });
    expect(languageName('no such tag', english)).toBe('No such tag');
  });

  it.each([
    ['de', true],
    ['zh-Hant', true],
    ['', false],
    ['no such tag', false],
  ])('%j can be chosen: %s', (tag, isOne) => {
    expect(isLanguageTag(tag)).toBe(isOne);
  });
});
