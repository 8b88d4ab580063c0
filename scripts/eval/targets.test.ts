import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { createBuiltinEngine } from '../../src/worker/engines/builtin/index.ts';
import { readConversations } from './conversations.ts';
import { readDialogues, scoreBaselines, scoreEngine } from './dialogues.ts';
import type { KnownConversation } from './expected.ts';
import { type FindingScore, precision, recall, scoreFindings } from './findings.ts';

function fixture(path: string): string {
  return fileURLToPath(new URL(`../../tests/fixtures/${path}`, import.meta.url));
}

/** What the builtin engine has to reach; the measured values are in docs/evaluation.md. */
describe.each(['development', 'held-out'])('the builtin engine on the %s conversations', (folder) => {
  let conversations: KnownConversation[];
  let score: FindingScore;
  beforeAll(async () => {
    conversations = await readConversations(fixture(`conversations/${folder}`));
    score = await scoreFindings(conversations, createBuiltinEngine());
  });

  it('is right in at least 0.8 of the decisions and finds 0.6', () => {
    expect(precision(score.decisions)).toBeGreaterThanOrEqual(0.8);
    expect(recall(score.decisions)).toBeGreaterThanOrEqual(0.6);
  });

  it('is right in at least 0.8 of the action items and finds 0.6', () => {
    expect(precision(score.actionItems)).toBeGreaterThanOrEqual(0.8);
    expect(recall(score.actionItems)).toBeGreaterThanOrEqual(0.6);
  });

  it('has assignee and due date right in 0.9 of the action items that it finds', () => {
    expect(score.assignees.right).toBeGreaterThanOrEqual(0.9 * score.assignees.of);
    expect(score.dueDates.right).toBeGreaterThanOrEqual(0.9 * score.dueDates.of);
  });

  it('cites the right messages in every point', () => {
    expect(score.supported.right).toBe(score.supported.of);
  });

  it('has answers whose messages and people exist', () => {
    for (const { name, transcript, expected } of conversations) {
      const names = new Set([...transcript.people.values()].map((person) => person.name));
      const { decisions, actionItems, openQuestions } = expected;
      const sources = [...decisions, ...actionItems, ...openQuestions].flatMap((item) => item.sources);
      expect(Math.max(0, ...sources), name).toBeLessThanOrEqual(transcript.messages.length);
      const assignees = actionItems.flatMap(({ assignee }) => assignee ?? []);
      for (const assignee of assignees) expect(names, name).toContain(assignee);
    }
  });
});

it('summarizes the dialogues of the project better than each baseline', async () => {
  const dialogues = await readDialogues(fixture('dialogues/dialogues.jsonl'));
  const builtin = await scoreEngine(dialogues, createBuiltinEngine());
  for (const baseline of scoreBaselines(dialogues)) {
    expect(builtin.rouge1, baseline.system).toBeGreaterThan(baseline.rouge1);
    expect(builtin.rougeL, baseline.system).toBeGreaterThan(baseline.rougeL);
  }
});
