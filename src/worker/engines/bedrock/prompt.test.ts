import { describe, expect, it } from 'vitest';
import type { EngineQuestion } from '../../../core/domain/engine.ts';
import { mergePromptFor, promptFor } from './prompt.ts';

const question: EngineQuestion = {
  transcript: {
    channel: { id: 'C0OPS', name: 'ops', purpose: '' },
    threadTs: null,
    people: new Map([['U0MARA', { id: 'U0MARA', name: 'Mara', timeZone: null }]]),
    messages: [1, 2].map((number) => ({
      number,
      ts: `${1_793_000_000 + number * 60}.000100`,
      threadTs: null,
      author: 'U0MARA',
      text: `message ${number}`,
      editedTs: null,
      files: [],
      reactions: [],
    })),
    coverage: { found: 2, read: 2, leftOut: {}, partial: false },
  },
  language: null,
  timeZone: 'Europe/Berlin',
  now: new Date('2026-11-20T23:30:00Z'),
};

describe('promptFor', () => {
  it('tells the day where the person who asks is', () => {
    expect(promptFor(question).conversation).toContain('Today is Saturday, 2026-11-21');
    expect(promptFor({ ...question, timeZone: 'America/New_York' }).conversation).toContain(
      'Today is Friday, 2026-11-20',
    );
    expect(promptFor({ ...question, timeZone: 'Nowhere/At_All' }).conversation).toContain(
      'Today is Friday, 2026-11-20',
    );
  });

  it('asks for the language that is set, and for the own one where that is no language', () => {
    expect(promptFor({ ...question, language: 'pt-BR' }).conversation).toContain(
      'Write in Brazilian Portuguese',
    );
    expect(promptFor({ ...question, language: 'no language!' }).conversation).toContain(
      'Write in the language in which',
    );
  });

  it('has the same rules for everything, so that they can be cached', () => {
    const other = promptFor({ ...question, language: 'de', now: new Date(0) });
    expect(promptFor(question).rules).toBe(other.rules);
    expect(mergePromptFor(question, []).rules).toBe(other.rules);
  });
});

describe('mergePromptFor', () => {
  it('shows what the parts said, with numbers and people', () => {
    const answer = {
      headline: 'Disk full',
      points: [{ text: 'db-2 is\nfull', sources: [1, 2] }],
      decisions: [{ text: 'Drop the index', by: 'U0MARA', sources: [2] }],
      actionItems: [{ text: 'Drop it', assignee: null, due: '2026-11-21', sources: [2] }],
      openQuestions: [{ text: 'Why?', askedOf: null, sources: [1] }],
      tags: ['db'],
    };
    const { conversation } = mergePromptFor(question, [
      { on: 'messages 1 to 2', answer },
      { on: 'messages 3 to 9', answer: { ...answer, points: [] } },
    ]);
    expect(conversation).toContain('there are 2 reports');
    expect(conversation).toContain(
      [
        'Report on messages 1 to 2: Disk full',
        '- point [1, 2]: db-2 is full',
        '- decision [2] by U0MARA: Drop the index',
        '- task [2] for nobody named, due 2026-11-21: Drop it',
        '- question [1] to nobody named: Why?',
        '- tags: db',
        'Report on messages 3 to 9: Disk full',
      ].join('\n'),
    );
  });
});
