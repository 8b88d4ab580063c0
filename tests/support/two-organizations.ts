import { randomUUID } from 'node:crypto';
import { NO_TOKENS } from '../../src/core/domain/recap.ts';
import type { TestDatabase } from './database.ts';

/** Stands in every word that no admin may read: what recaps say, and the names of channels that are not public. */
export const SECRET = 'marker';

/** A conversation as a test wants it; what it leaves out is that of one that went well in #general. */
export interface Told {
  workspaceId?: string;
  channelId?: string;
  trigger?: 'shortcut' | 'command' | 'mention' | 'reaction' | 'schedule';
  audience?: 'thread' | 'channel' | 'private' | 'digest';
  state?: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  errorCode?: string;
  askedBy?: string;
  at: Date;
  tookMs?: number;
  /** US dollars of its one call; null where the price is not known; undefined where no model was asked. */
  costUsd?: number | null;
  model?: string;
  items?: { state?: 'open' | 'done' | 'dropped'; assignee?: string | null; due?: string | null }[];
  feedback?: { verdict: 'up' | 'down'; reason?: string };
}

/**
 * Two organizations: `E0ACME` with the workspaces `T0ONE` and `T0TWO`, and `T0OTHER`, which stands for itself. Each has channels that are
 * public (`C…PUBLIC`), private (`C…PRIVATE`) and not known to be either (`C…UNKNOWN`).
 */
export function twoOrganizations(database: TestDatabase) {
  async function makeWorkspace(id: string, organizationId: string): Promise<void> {
    await database.query(
      `INSERT INTO "Workspace" ("id", "organizationId", "installationId", "name", "url") VALUES ($1, $2, $2, $3, 'https://x.slack.com/')`,
      [id, organizationId, `Workspace ${id}`],
    );
    const end = id.slice(2);
    for (const [kind, name] of [
      ['PUBLIC', `general-100%_${end}`],
      ['PRIVATE', `${SECRET}-plan`],
      ['UNKNOWN', `${SECRET}-else`],
    ]) {
      const channelId = `C${end}${kind}`;
      const isPrivate = kind === 'UNKNOWN' ? null : kind === 'PRIVATE';
      await database.query(
        `INSERT INTO "Channel" ("workspaceId", "id", "name", "isPrivate") VALUES ($1, $2, $3, $4)`,
        [id, channelId, name, isPrivate],
      );
    }
  }

  return {
    async make(): Promise<void> {
      for (const id of ['E0ACME', 'T0OTHER']) {
        await database.query(`INSERT INTO "Organization" ("id", "name") VALUES ($1, $1)`, [id]);
        await database.query(
          `INSERT INTO "Installation" ("id", "organizationId", "botUserId", "botId", "scopes", "updatedAt")
            VALUES ($1, $1, 'U0RECALL', 'B0RECALL', '{chat:write}', now())`,
          [id],
        );
      }
      await makeWorkspace('T0ONE', 'E0ACME');
      await makeWorkspace('T0TWO', 'E0ACME');
      await makeWorkspace('T0OTHER', 'T0OTHER');
    },

    /** @returns the conversation's id */
    async tell(told: Told): Promise<string> {
      const { workspaceId = 'T0ONE', trigger = 'shortcut', audience = 'thread', state = 'done' } = told;
      const { channelId = `C${workspaceId.slice(2)}PUBLIC`, askedBy = 'U0MARA', at, tookMs = 4000 } = told;
      const id = randomUUID();
      const isOver = state !== 'queued' && state !== 'running';
      const finishedAt = isOver ? new Date(at.getTime() + tookMs) : null;
      const values = [id, workspaceId, channelId, trigger, audience, askedBy, state];
      await database.query(
        `INSERT INTO "Conversation" ("id", "workspaceId", "channelId", "trigger", "audience", "askedBy", "state", "source", "focus",
            "errorCode", "requestedAt", "touchedAt", "finishedAt", "run")
          VALUES ($1, $2, $3, $4, $5, $6, $7, 'channel', '${SECRET}', $8, $9, $9, $10, $11)`,
        [...values, told.errorCode ?? null, at, finishedAt, state === 'queued' ? 0 : 1],
      );
      if (state === 'done') await saveRecap(database, { id, workspaceId, channelId, at, told });
      if (told.costUsd !== undefined) {
        await database.query(
          `INSERT INTO "EngineCall" ("id", "workspaceId", "conversationId", "model", "inputTokens", "outputTokens", "cacheReadTokens",
              "cacheWriteTokens", "costUsd", "answeredAt") VALUES ($1, $2, $3, $4, 100, 10, 1, 2, $5, $6)`,
          [randomUUID(), workspaceId, id, told.model ?? 'model-a', told.costUsd, at],
        );
      }
      if (told.feedback) {
        await database.query(
          `INSERT INTO "Feedback" ("workspaceId", "conversationId", "userId", "verdict", "reason", "givenAt") VALUES ($1, $2, $3, $4, $5, $6)`,
          [workspaceId, id, askedBy, told.feedback.verdict, told.feedback.reason ?? null, at],
        );
      }
      return id;
    },
  };
}

interface Saved {
  id: string;
  workspaceId: string;
  channelId: string;
  at: Date;
  told: Told;
}

async function saveRecap(
  database: TestDatabase,
  { id, workspaceId, channelId, at, told }: Saved,
): Promise<void> {
  const recapId = randomUUID();
  const points = [{ text: SECRET, sources: [] }];
  const coverage = { found: 12, read: 10, leftOut: { bot: 2 }, partial: false };
  const removed = {
    sources: 0,
    people: 0,
    links: 0,
    pings: 0,
    dates: 0,
    duplicates: 1,
    unsourced: 0,
    shortened: 0,
  };
  const receipt = {
    engine: 'builtin',
    model: 'model-a',
    promptVersion: '1',
    tokens: NO_TOKENS,
    costUsd: null,
    stages: { gather: 7 },
    removed,
  };
  await database.query(
    `INSERT INTO "Recap" ("id", "conversationId", "headline", "points", "openQuestions", "coverage", "receipt", "createdAt")
      VALUES ($1, $2, '${SECRET}', $3, '[]', $4, $5, $6)`,
    [recapId, id, JSON.stringify(points), JSON.stringify(coverage), JSON.stringify(receipt), at],
  );
  await database.query(
    `INSERT INTO "Delivery" ("conversationId", "part", "channelId", "ts", "postedAt") VALUES ($1, 0, $2, '1700000000.000100', $3)`,
    [id, channelId, at],
  );
  for (const [position, item] of (told.items ?? []).entries()) {
    const { state = 'open', assignee = null, due = null } = item;
    await database.query(
      `INSERT INTO "ActionItem" ("id", "workspaceId", "recapId", "channelId", "position", "text", "assignee", "due", "state", "createdAt",
          "changedAt", "onlyFor", "sources") VALUES ($1, $2, $3, $4, $5, '${SECRET}', $6, $7, $8, $9, $10, $11, '[]')`,
      [
        randomUUID(),
        workspaceId,
        recapId,
        channelId,
        position,
        assignee,
        due,
        state,
        at,
        state === 'open' ? null : at,
        told.audience === 'private' ? (told.askedBy ?? 'U0MARA') : null,
      ],
    );
  }
}
