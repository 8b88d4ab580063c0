import { type RecapAnswer, recapAnswerSchema, type TokenUsage } from '../domain/recap.ts';
import type { Db } from './db.ts';
import { toJson } from './recaps/recap-json.ts';
import { ownKey } from './scope-owners.ts';

export interface EngineCall {
  workspaceId: string;
  conversationId: string | null;
  model: string;
  tokens: TokenUsage;
  /** US dollars; null where the model's price is not known. */
  costUsd: number | null;
}

/** What was asked of models: what it cost, and the parts of long conversations that need not be asked again. */
export function createEngineCalls(db: Db) {
  const partKey = (key: string) => {
    const workspaceId = db.$scope();
    return workspaceId === null ? key : ownKey(workspaceId, key);
  };

  return {
    async record(
      { workspaceId, conversationId, model, tokens, costUsd }: EngineCall,
      now: Date,
    ): Promise<void> {
      await db.engineCall.create({
        data: {
          workspaceId,
          conversationId,
          model,
          inputTokens: tokens.input,
          outputTokens: tokens.output,
          cacheReadTokens: tokens.cacheRead,
          cacheWriteTokens: tokens.cacheWrite,
          costUsd,
          answeredAt: now,
        },
      });
    },

    /** US dollars that a workspace's calls have cost since; calls without a known price count as nothing. */
    async spentSince(workspaceId: string, since: Date): Promise<number> {
      const { _sum } = await db.engineCall.aggregate({
        where: { workspaceId, answeredAt: { gte: since } },
        _sum: { costUsd: true },
      });
      return _sum.costUsd ?? 0;
    },

    /** Null where the part has not been answered, or in another form than today's. */
    async findPart(name: string): Promise<RecapAnswer | null> {
      const part = await db.enginePart.findUnique({ where: { key: partKey(name) } });
      return recapAnswerSchema.safeParse(part?.answer).data ?? null;
    },

    async keepPart(name: string, answer: RecapAnswer, now: Date): Promise<void> {
      const key = partKey(name);
      const data = { answer: toJson(answer), answeredAt: now };
      await db.enginePart.upsert({ where: { key }, create: { key, ...data }, update: data });
    },

    async removePartsBefore(before: Date): Promise<void> {
      await db.enginePart.deleteMany({ where: { answeredAt: { lt: before } } });
    },
  };
}
export type EngineCalls = ReturnType<typeof createEngineCalls>;
