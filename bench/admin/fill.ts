import type { Client } from 'pg';

export interface Size {
  workspaces: number;
  channels: number;
  conversations: number;
}

/** Another organization in the same tables, so that what is not the viewer's has to be kept out at a cost. */
const OTHER_SHARE = 0.05;
const SPREAD_DAYS = 365;
/** Of a workspace. One request in twenty is of somebody from another one. */
const PEOPLE = 120;

/** Ids of the organizations that `fill` makes. */
export const ORGANIZATION = 'E0BENCH';
const OTHER_ORGANIZATION = 'E0OTHER';

/**
 * Fills a migrated database with two organizations over the year before `until`: workspaces and channels of which few have most of the
 * conversations, more of them lately, and recaps, calls, items, feedback, digests and audit lines in proportion. The same numbers give the
 * same rows. What no admin page reads (citations, tags, search entries, deliveries of events) is left out.
 */
export async function fill(client: Client, size: Size, until: Date): Promise<void> {
  const other = {
    workspaces: Math.max(1, Math.round(size.workspaces * OTHER_SHARE)),
    channels: Math.max(1, Math.round(size.channels * OTHER_SHARE)),
    conversations: Math.max(1, Math.round(size.conversations * OTHER_SHARE)),
  };
  await client.query(`SET statement_timeout = 0; SET session_replication_role = replica; SET jit = off;
    SET maintenance_work_mem = '256MB'; SET work_mem = '128MB'; SET synchronous_commit = off; ${NOISE}`);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(LOOSE_INDEXES);
  for (const { name } of indexes) await client.query(`DROP INDEX "${name}"`);
  await fillOrganization(client, { ...size, id: ORGANIZATION, mark: 'A', until });
  await fillOrganization(client, { ...other, id: OTHER_ORGANIZATION, mark: 'B', until });
  for (const { definition } of indexes) await client.query(definition);
  await client.query('ANALYZE');
  await client.query('SELECT count_figures_anew()');
  await client.query(QUARTERS);
  await client.query('SET session_replication_role = origin');
  await client.query('VACUUM ANALYZE');
}

/** What a trigger keeps where it is not switched off. */
const QUARTERS = `INSERT INTO "ChannelQuarterFigures" ("workspaceId", "quarter", "channelId", "calls", "inputTokens", "outputTokens",
    "cacheReadTokens", "cacheWriteTokens", "costUsd", "unpriced")
  SELECT "workspaceId", date_trunc('quarter', "month")::date, "channelId", sum("calls"), sum("inputTokens"), sum("outputTokens"),
    sum("cacheReadTokens"), sum("cacheWriteTokens"), sum("costUsd"), sum("unpriced") FROM "ChannelFigures" GROUP BY 1, 2, 3`;

/** Indexes that nothing leans on: made once the rows are there, they take a fraction of the time. */
const LOOSE_INDEXES = `SELECT index.relname AS "name", pg_get_indexdef(index.oid) AS "definition"
  FROM pg_index JOIN pg_class AS index ON index.oid = pg_index.indexrelid
  WHERE index.relnamespace = 'public'::regnamespace AND NOT pg_index.indisunique`;

interface Filling extends Size {
  id: string;
  /** Stands in the ids of all that belongs to the organization. */
  mark: string;
  until: Date;
}

/** Numbers from 0 up to 1 that look random and are always the same. */
const NOISE = `
  CREATE FUNCTION noise(n bigint, salt int) RETURNS float8 IMMUTABLE PARALLEL SAFE LANGUAGE sql AS
    $$ SELECT (hashint8extended(n, salt) & 9007199254740991)::float8 / 9007199254740992 $$;
  CREATE FUNCTION uuid_at(at timestamptz, n bigint, salt int) RETURNS uuid IMMUTABLE PARALLEL SAFE LANGUAGE sql AS
    $$ SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n || '-' || salt), 1, 3)
      || '8' || substr(md5(n || '-' || salt), 4, 15))::uuid $$;
  CREATE FUNCTION ts_at(at timestamptz) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql AS
    $$ SELECT extract(epoch FROM at)::bigint || '.000100' $$;`;

async function fillOrganization(client: Client, filling: Filling): Promise<void> {
  const { id, mark, workspaces, channels, conversations, until } = filling;
  const values = {
    org: `'${id}'`,
    mark: `'${mark}'`,
    salt: mark.charCodeAt(0) * 1000,
    until: `'${until.toISOString()}'::timestamptz`,
    workspaces,
    channels,
    conversations,
    days: SPREAD_DAYS,
    people: PEOPLE,
    calls: Math.ceil(conversations * 1.1),
    digests: Math.ceil(channels / 5),
    audit: workspaces * 200,
  };
  for (const statement of STATEMENTS) {
    await client.query(statement.replace(/:(\w+):/g, (_, name: keyof typeof values) => String(values[name])));
  }
}

const WORKSPACE = (of: string) => `'T0' || :mark: || lpad((${of})::text, 6, '0')`;
const PERSON = (of: string) => `'U0' || :mark: || lpad((${of})::text, 6, '0')`;

/** Of each recap, `#` in them being its own. */
const POINTS = JSON.stringify(
  [1, 2, 3, 4, 5].map((point) => ({
    text: `What was said about point ${point}: # and, as of old, # (${point})`,
    sources: [{ ts: `1700000000.00010${point}`, threadTs: null }],
  })),
);
const READING = JSON.stringify(Array.from({ length: 30 }, (_, index) => [`#${index}`, null]));
const RECEIPT = JSON.stringify({
  engine: 'bedrock',
  model: 'anthropic.model-a',
  promptVersion: '7',
  tokens: { input: 4000, output: 500, cacheRead: 0, cacheWrite: 0 },
  costUsd: 0.004,
  stages: { gather: 700, summarize: 5200, verify: 8, save: 21, deliver: 310 },
  removed: { sources: 0, people: 0, links: 0, pings: 0, dates: 0, duplicates: 1, unsourced: 0, shortened: 0 },
});

const STATEMENTS = [
  `INSERT INTO "Organization" ("id", "name") VALUES (:org:, 'Organization ' || :mark:)`,
  `INSERT INTO "Installation" ("id", "organizationId", "botUserId", "botId", "scopes", "updatedAt")
    VALUES (:org:, :org:, 'U0RECALL', 'B0RECALL', ARRAY['channels:history', 'chat:write'], :until:)`,
  `INSERT INTO "Workspace" ("id", "organizationId", "installationId", "name", "url", "monthlyBudgetUsd")
    SELECT ${WORKSPACE('n')}, :org:, :org:, 'Workspace ' || n, 'https://w' || n || '.slack.com/',
      CASE WHEN noise(n, 1) < 0.6 THEN round(noise(n, 2) * 200) END
    FROM generate_series(0, :workspaces: - 1) AS n`,
  // The first channels are one in each workspace, and the busiest; the others crowd in the first workspaces.
  `CREATE TABLE bench_channel AS SELECT n, home, ${WORKSPACE('home')} AS workspace, 'C0' || :mark: || lpad(n::text, 6, '0') AS id
    FROM generate_series(0, :channels: - 1) AS n
      CROSS JOIN LATERAL (SELECT CASE WHEN n < :workspaces: THEN n ELSE floor(:workspaces: * power(noise(n, 3), 2)) END) AS at (home); CREATE UNIQUE INDEX ON bench_channel (n); ANALYZE bench_channel`,
  `INSERT INTO "Channel" ("workspaceId", "id", "name", "isPrivate", "mode")
    SELECT workspace, id, (ARRAY['team','project','help','incident','launch','social'])[1 + floor(noise(n, 4) * 6)::int] || '-' || n,
      CASE WHEN noise(n, 7) < 0.85 THEN noise(n, 6) < 0.25 END,
      (ARRAY['ask','ask','ask','on','off'])[1 + floor(noise(n, 5) * 5)::int]::"channel_mode" FROM bench_channel`,
  `INSERT INTO "ChannelMembers" ("workspaceId", "channelId", "isPrivate", "userIds", "checkedAt")
    SELECT workspace, id, noise(n, 6) < 0.25, '{}', :until: FROM bench_channel WHERE noise(n, 7) < 0.85`,
  `CREATE TABLE bench_conversation AS
    SELECT one.n, uuid_at(at, one.n, :salt:) AS id, channel.workspace, channel.id AS channel, at,
      CASE WHEN one.n > :conversations: - 40 THEN CASE WHEN one.n % 4 = 0 THEN 'running' ELSE 'queued' END
        WHEN noise(one.n, 11) < 0.91 THEN 'done' WHEN noise(one.n, 11) < 0.96 THEN 'failed' ELSE 'cancelled' END AS state,
      CASE WHEN noise(one.n, 12) < 0.30 THEN 'shortcut' WHEN noise(one.n, 12) < 0.60 THEN 'command' WHEN noise(one.n, 12) < 0.75 THEN 'mention'
        WHEN noise(one.n, 12) < 0.83 THEN 'reaction' ELSE 'schedule' END AS trigger,
      floor(:people: * power(noise(one.n, 13), 2)) + :people: * (CASE WHEN noise(one.n, 31) < 0.95 THEN channel.home
        ELSE floor(:workspaces: * noise(one.n, 32)) END) AS person,
      (4000 + 9000 * -ln(1 - noise(one.n, 14))) * interval '1 millisecond' AS took
    FROM (
      SELECT n, :until: - :days: * interval '1 day' * (1 - power(n::float8 / :conversations:, 0.8)) - noise(n, 10) * interval '20 hours' AS at
      FROM generate_series(1, :conversations:) AS n
    ) AS one JOIN bench_channel AS channel ON channel.n = floor(:channels: * power(noise(one.n, 9), 2))
    ORDER BY one.n; ANALYZE bench_conversation`,
  `INSERT INTO "Conversation" ("id", "workspaceId", "channelId", "source", "threadTs", "windowFrom", "windowTo", "trigger", "audience",
      "askedBy", "state", "run", "errorCode", "requestedAt", "touchedAt", "finishedAt")
    SELECT id, workspace, channel, (CASE WHEN trigger IN ('command', 'schedule') THEN 'channel' ELSE 'thread' END)::"source_kind",
      CASE WHEN trigger NOT IN ('command', 'schedule') THEN ts_at(at - interval '3 hours') END,
      CASE WHEN trigger IN ('command', 'schedule') THEN at - interval '1 day' END,
      CASE WHEN trigger IN ('command', 'schedule') THEN at END, trigger::"conversation_trigger",
      (CASE WHEN trigger = 'schedule' THEN 'digest' WHEN noise(n, 15) < 0.3 THEN 'private'
        WHEN trigger = 'command' THEN 'channel' ELSE 'thread' END)::"audience",
      ${PERSON('person')}, state::"conversation_state", CASE WHEN state = 'queued' THEN 0 ELSE 1 END,
      CASE WHEN state = 'failed' THEN (ARRAY['engine_throttled','engine_unavailable','nothing_to_recap','not_in_channel','timed_out',
        'budget_spent','internal'])[1 + floor(7 * power(noise(n, 16), 2))::int] END,
      at, at + interval '1 second', CASE WHEN state NOT IN ('queued', 'running') THEN at + took END
    FROM bench_conversation ORDER BY n`,
  `INSERT INTO "Recap" ("id", "conversationId", "headline", "points", "openQuestions", "coverage", "receipt", "reading", "isCurrent",
      "shownVersion", "changedAt", "createdAt")
    SELECT uuid_at(at + took, n, :salt: + 1), id, 'The release moves to Thursday, and the notes are still to be written (' || n || ')',
      replace('${POINTS}', '#', md5(n::text))::jsonb, '[]',
      jsonb_build_object('found', 20 + n % 300, 'read', 15 + n % 300, 'leftOut', jsonb_build_object('bot', 5), 'partial', false),
      '${RECEIPT}', replace('${READING}', '#', ts_at(at))::jsonb,
      noise(n, 17) < 0.92, 1, at + took, at + took
    FROM bench_conversation WHERE state = 'done' ORDER BY n`,
  `INSERT INTO "Delivery" ("conversationId", "part", "channelId", "ts", "postedAt")
    SELECT id, 0, channel, ts_at(at), at + interval '1 second' FROM bench_conversation WHERE state = 'done' ORDER BY n`,
  `INSERT INTO "EngineCall" ("id", "workspaceId", "conversationId", "channelId", "model", "inputTokens", "outputTokens", "cacheReadTokens",
      "cacheWriteTokens", "costUsd", "answeredAt")
    SELECT uuid_at(at + took, n, :salt: + 2), workspace, id, channel, CASE WHEN noise(n, 18) < 0.8 THEN 'anthropic.model-a' ELSE 'anthropic.model-b' END,
      1000 + floor(noise(n, 19) * 20000), 300 + floor(noise(n, 20) * 900), floor(noise(n, 21) * 2000), 0,
      CASE WHEN noise(n, 22) < 0.97 THEN round((0.001 + noise(n, 19) * 0.03)::numeric, 6) END, at + took
    FROM bench_conversation CROSS JOIN LATERAL generate_series(1, CASE WHEN noise(n, 23) < 0.1 THEN 2 ELSE 1 END)
    WHERE state = 'done' OR (state = 'failed' AND noise(n, 24) < 0.4) ORDER BY n`
    // A second call of a conversation is another row.
    .replace('uuid_at(at + took, n, :salt: + 2)', 'uuid_at(at + took, n, :salt: + 2 + generate_series)'),
  `INSERT INTO "ActionItem" ("id", "workspaceId", "recapId", "channelId", "position", "text", "assignee", "due", "state", "isCurrent",
      "createdAt", "changedAt", "sources")
    SELECT uuid_at(at + took, n, :salt: + 10 + i), workspace, uuid_at(at + took, n, :salt: + 1), channel, i, 'Write the notes ' || md5(n || '/' || i),
      CASE WHEN noise(n, 30 + i) < 0.8 THEN ${PERSON('person + i')} END, CASE WHEN noise(n, 40 + i) < 0.5 THEN (at + i * interval '5 days')::date END,
      (CASE WHEN noise(n, 50 + i) < 0.25 THEN 'open' WHEN noise(n, 50 + i) < 0.9 THEN 'done' ELSE 'dropped' END)::"action_item_state",
      noise(n, 17) < 0.92, at + took, CASE WHEN noise(n, 50 + i) >= 0.25 THEN at + interval '2 days' END, '[]'
    FROM bench_conversation CROSS JOIN LATERAL generate_series(0, floor(noise(n, 25) * 3.6)::int - 1) AS i
    WHERE state = 'done' ORDER BY n`,
  `INSERT INTO "Decision" ("id", "workspaceId", "recapId", "channelId", "position", "text", "madeAt", "sources")
    SELECT uuid_at(at + took, n, :salt: + 20), workspace, uuid_at(at + took, n, :salt: + 1), channel, 0, 'We ship on Thursday ' || md5(n || 'd'), at, '[]'
    FROM bench_conversation WHERE state = 'done' AND noise(n, 26) < 0.6 ORDER BY n`,
  `INSERT INTO "Feedback" ("workspaceId", "conversationId", "userId", "verdict", "reason", "givenAt")
    SELECT workspace, id, ${PERSON('person')}, (CASE WHEN noise(n, 27) < 0.8 THEN 'up' ELSE 'down' END)::"verdict",
      CASE WHEN noise(n, 27) >= 0.8 THEN (ARRAY['missed','wrong','too_long','too_short','other'])[1 + floor(noise(n, 28) * 5)::int]
        || ' It left out what was decided.' END, at + interval '1 hour'
    FROM bench_conversation WHERE state = 'done' AND noise(n, 29) < 0.06 ORDER BY n`,
  `INSERT INTO "Digest" ("id", "workspaceId", "channelIds", "postTo", "cron", "timeZone", "state", "author", "nextDueAt", "createdAt")
    SELECT uuid_at(:until: - noise(n, 60) * interval '300 days', n, :salt: + 30), workspace, ARRAY[id], id, '0 9 * * 1-5', 'Europe/Berlin',
      (CASE WHEN noise(n, 61) < 0.9 THEN 'active' ELSE 'paused' END)::"digest_state", ${PERSON('20 * n')},
      :until: + noise(n, 62) * interval '3 days', :until: - noise(n, 60) * interval '300 days'
    FROM bench_channel WHERE n % 5 = 0 AND n / 5 < :digests:`,
  `INSERT INTO "DigestPeriod" ("id", "digestId", "key", "start", "end", "due", "isLate", "folded", "isCut", "settledAt", "messages")
    SELECT gen_random_uuid(), digest."id", i::text, day - interval '1 day', day, day, false, 0, false, day,
      CASE WHEN i % 10 = 0 THEN '[]' ELSE '[{"channelId":"C0","ts":"1700000000.000100"}]' END::jsonb
    FROM "Digest" AS digest JOIN "Workspace" AS workspace ON workspace."id" = digest."workspaceId" AND workspace."organizationId" = :org:
      CROSS JOIN LATERAL generate_series(1, 120) AS i CROSS JOIN LATERAL (SELECT :until: - i * interval '2 days' AS day) AS due`,
  `INSERT INTO "AuditEntry" ("id", "at", "organizationId", "workspaceId", "actor", "action", "target")
    SELECT uuid_at(at, n, :salt: + 40), at, :org:, CASE WHEN noise(n, 70) < 0.9 THEN ${WORKSPACE('floor(:workspaces: * noise(n, 71))')} END,
      ${PERSON('floor(50 * noise(n, 72))')}, (ARRAY['signed_in','signed_out','settings_changed','channel_mode_changed','conversation_retried',
      'access_refused','exported'])[1 + floor(7 * power(noise(n, 73), 2))::int], NULL
    FROM (SELECT n, :until: - noise(n, 74) * :days: * interval '1 day' AS at FROM generate_series(1, :audit:) AS n) AS one ORDER BY at`,
  'DROP TABLE bench_channel, bench_conversation',
];
