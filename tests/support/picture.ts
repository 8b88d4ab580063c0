import type { RecallUnderTest } from './recall.ts';
import { until } from './until.ts';

type Recall = Pick<RecallUnderTest, 'database' | 'simulator'>;

/** Waits until Slack shows every recap as it is stored, by Recall's own books. */
export async function untilShown({ database }: Pick<Recall, 'database'>): Promise<void> {
  await until(
    async () => {
      const rows = await database.query(
        `SELECT 1 FROM "Recap" r JOIN "Conversation" c ON c.id = r."conversationId"
         WHERE r."isCurrent" AND c."deletedAt" IS NULL AND r.version > r."shownVersion"`,
      );
      return rows.length === 0;
    },
    { what: 'everything is shown' },
  );
}

/**
 * The recaps in Slack as they are, and as they are once the worker has drawn them anew from what is stored: the same, unless somebody
 * who came late has shown something old. Whoever shows something looks again afterwards, so they are given the time to.
 */
export async function pictures(recall: Recall): Promise<{ shown: string[]; drawnAnew: string[] }> {
  await untilShown(recall);
  await recall.simulator.quiet({ quietMs: 500, limitMs: 10_000 });
  const shown = await recapsIn(recall);
  await recall.database.query('UPDATE "Recap" SET version = version + 1 WHERE "isCurrent"');
  await untilShown(recall);
  return { shown, drawnAnew: await recapsIn(recall) };
}

async function recapsIn({ database, simulator }: Recall): Promise<string[]> {
  const rows = await database.query<{ channelId: string; ts: string }>(
    'SELECT "channelId", ts FROM "Delivery" ORDER BY "conversationId", copy, part',
  );
  return rows.map(({ channelId, ts }) =>
    JSON.stringify(simulator.world.message(channelId, ts)?.blocks ?? 'nothing').replaceAll(
      /"block_id":"[^"/]*"/g,
      '',
    ),
  );
}
