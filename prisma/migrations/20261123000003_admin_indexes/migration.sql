-- DropIndex
DROP INDEX "EngineCall_workspaceId_answeredAt_idx";

-- AlterTable
ALTER TABLE "ActionItem" ADD COLUMN     "isCurrent" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "EngineCall" ADD COLUMN     "channelId" TEXT;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "helpedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "DayFigures" (
    "workspaceId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "shortcut" INTEGER NOT NULL DEFAULT 0,
    "command" INTEGER NOT NULL DEFAULT 0,
    "mention" INTEGER NOT NULL DEFAULT 0,
    "reaction" INTEGER NOT NULL DEFAULT 0,
    "schedule" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "DayFigures_pkey" PRIMARY KEY ("workspaceId","day")
);

-- CreateTable
CREATE TABLE "ModelFigures" (
    "workspaceId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "model" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,
    "inputTokens" BIGINT NOT NULL,
    "outputTokens" BIGINT NOT NULL,
    "cacheReadTokens" BIGINT NOT NULL,
    "cacheWriteTokens" BIGINT NOT NULL,
    "costUsd" DOUBLE PRECISION NOT NULL,
    "unpriced" INTEGER NOT NULL,

    CONSTRAINT "ModelFigures_pkey" PRIMARY KEY ("workspaceId","day","model")
);

-- CreateTable
CREATE TABLE "ChannelFigures" (
    "workspaceId" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "channelId" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,
    "inputTokens" BIGINT NOT NULL,
    "outputTokens" BIGINT NOT NULL,
    "cacheReadTokens" BIGINT NOT NULL,
    "cacheWriteTokens" BIGINT NOT NULL,
    "costUsd" DOUBLE PRECISION NOT NULL,
    "unpriced" INTEGER NOT NULL,

    CONSTRAINT "ChannelFigures_pkey" PRIMARY KEY ("workspaceId","month","channelId")
);

-- CreateTable
CREATE TABLE "ItemFigures" (
    "id" BIGSERIAL NOT NULL,
    "organizationId" TEXT NOT NULL,
    "state" "action_item_state" NOT NULL,
    "day" DATE,
    "count" INTEGER NOT NULL,
    "unassigned" INTEGER NOT NULL,

    CONSTRAINT "ItemFigures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrganizationFigures" (
    "organizationId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "shortcut" INTEGER NOT NULL DEFAULT 0,
    "command" INTEGER NOT NULL DEFAULT 0,
    "mention" INTEGER NOT NULL DEFAULT 0,
    "reaction" INTEGER NOT NULL DEFAULT 0,
    "schedule" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,
    "waits" INTEGER[],

    CONSTRAINT "OrganizationFigures_pkey" PRIMARY KEY ("organizationId","day")
);

-- CreateTable
CREATE TABLE "OrganizationModelFigures" (
    "organizationId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "model" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,
    "inputTokens" BIGINT NOT NULL,
    "outputTokens" BIGINT NOT NULL,
    "cacheReadTokens" BIGINT NOT NULL,
    "cacheWriteTokens" BIGINT NOT NULL,
    "costUsd" DOUBLE PRECISION NOT NULL,
    "unpriced" INTEGER NOT NULL,

    CONSTRAINT "OrganizationModelFigures_pkey" PRIMARY KEY ("organizationId","day","model")
);

-- CreateIndex
CREATE INDEX "AuditEntry_organizationId_workspaceId_at_idx" ON "AuditEntry"("organizationId", "workspaceId", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_organizationId_action_at_idx" ON "AuditEntry"("organizationId", "action", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_organizationId_actor_at_idx" ON "AuditEntry"("organizationId", "actor", "at");

-- CreateIndex
CREATE INDEX "Conversation_newest_idx" ON "Conversation"("workspaceId", "requestedAt", "id", "state", "trigger", "finishedAt", "askedBy", "errorCode");

-- CreateIndex
CREATE INDEX "Conversation_workspaceId_trigger_requestedAt_id_idx" ON "Conversation"("workspaceId", "trigger", "requestedAt", "id");

-- CreateIndex
CREATE INDEX "DigestPeriod_digestId_settledAt_idx" ON "DigestPeriod"("digestId", "settledAt");

-- CreateIndex
CREATE INDEX "EngineCall_figures_idx" ON "EngineCall"("workspaceId", "answeredAt", "channelId", "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costUsd");

-- CreateIndex
CREATE INDEX "EngineCall_conversationId_idx" ON "EngineCall"("conversationId");

-- CreateIndex
CREATE INDEX "Feedback_workspaceId_verdict_givenAt_idx" ON "Feedback"("workspaceId", "verdict", "givenAt");

-- CreateIndex
CREATE INDEX "ItemFigures_organizationId_idx" ON "ItemFigures"("organizationId");

-- CreateIndex
CREATE INDEX "Person_workspaceId_helpedAt_id_idx" ON "Person"("workspaceId", "helpedAt", "id");

-- AddForeignKey
ALTER TABLE "DayFigures" ADD CONSTRAINT "DayFigures_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelFigures" ADD CONSTRAINT "ModelFigures_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChannelFigures" ADD CONSTRAINT "ChannelFigures_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ItemFigures" ADD CONSTRAINT "ItemFigures_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganizationFigures" ADD CONSTRAINT "OrganizationFigures_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganizationModelFigures" ADD CONSTRAINT "OrganizationModelFigures_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whether an item is of a recap that stands is told by the item itself, so that items can be counted and listed without their recaps.
UPDATE "ActionItem" AS "item" SET "isCurrent" = false FROM "Recap" AS "recap"
  WHERE "recap"."id" = "item"."recapId" AND NOT "recap"."isCurrent";
CREATE FUNCTION "keep_items_as_current_as_their_recap"() RETURNS trigger LANGUAGE plpgsql AS
  E'BEGIN UPDATE "ActionItem" SET "isCurrent" = NEW."isCurrent" WHERE "recapId" = NEW."id"\x3b RETURN NULL\x3b END\x3b';
CREATE TRIGGER "Recap_items_are_as_current" AFTER UPDATE OF "isCurrent" ON "Recap"
  FOR EACH ROW WHEN (OLD."isCurrent" <> NEW."isCurrent") EXECUTE FUNCTION "keep_items_as_current_as_their_recap"();

-- The newest of each workspace, and the figures of a stretch of days, without a look at the rows themselves.
CREATE INDEX "Conversation_not_done_idx" ON "Conversation"("workspaceId", "state", "requestedAt", "id") INCLUDE ("trigger", "errorCode")
  WHERE "state" <> 'done';
CREATE INDEX "Conversation_errors_idx" ON "Conversation"("workspaceId", "errorCode", "requestedAt", "id")
  WHERE "errorCode" IS NOT NULL;
CREATE INDEX "ActionItem_newest_idx" ON "ActionItem"("workspaceId", "state", "createdAt", "id") INCLUDE ("due", "assignee") WHERE "isCurrent";
CREATE INDEX "ActionItem_open_idx" ON "ActionItem"("workspaceId", "due") INCLUDE ("assignee") WHERE "isCurrent" AND "state" = 'open';
CREATE INDEX "ActionItem_ended_idx" ON "ActionItem"("workspaceId", "changedAt") INCLUDE ("state") WHERE "isCurrent" AND "state" <> 'open';

-- The figures. They are counted when a transaction ends, so that what it holds of them is held shortly, and after all its other rows.
UPDATE "EngineCall" AS "call" SET "channelId" = "c"."channelId" FROM "Conversation" AS "c" WHERE "c"."id" = "call"."conversationId";
CREATE FUNCTION "fill_in_channel_of_engine_call"() RETURNS trigger LANGUAGE plpgsql AS
E'BEGIN
  NEW."channelId" := coalesce(NEW."channelId", (SELECT "channelId" FROM "Conversation" WHERE "id" = NEW."conversationId"))\x3b
  RETURN NEW\x3b
END\x3b';
CREATE TRIGGER "EngineCall_channel" BEFORE INSERT ON "EngineCall" FOR EACH ROW EXECUTE FUNCTION "fill_in_channel_of_engine_call"();
-- How many waited how long: at place n those whose milliseconds are e to the power of n / 50, rounded.
CREATE FUNCTION "with_waits"(waits int[], more int[]) RETURNS int[] IMMUTABLE LANGUAGE plpgsql AS
E'BEGIN
  FOR n IN coalesce(array_lower(more, 1), 1) .. coalesce(array_upper(more, 1), 0) LOOP
    IF more[n] IS NOT NULL THEN waits[n] := coalesce(waits[n], 0) + more[n]\x3b END IF\x3b
  END LOOP\x3b
  RETURN waits\x3b
END\x3b';
CREATE FUNCTION "count_engine_call"() RETURNS trigger LANGUAGE plpgsql AS
E'DECLARE
  answered date := (NEW."answeredAt" AT TIME ZONE \'UTC\')::date\x3b
  organization text := (SELECT "organizationId" FROM "Workspace" WHERE "id" = NEW."workspaceId")\x3b
BEGIN
  IF organization IS NULL THEN RETURN NULL\x3b END IF\x3b
  INSERT INTO "ModelFigures" ("workspaceId", "day", "model", "calls", "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costUsd", "unpriced")
  VALUES (NEW."workspaceId", answered, NEW."model", 1, NEW."inputTokens", NEW."outputTokens", NEW."cacheReadTokens", NEW."cacheWriteTokens", coalesce(NEW."costUsd", 0), (NEW."costUsd" IS NULL)::int)
  ON CONFLICT ("workspaceId", "day", "model") DO UPDATE SET "calls" = "ModelFigures"."calls" + EXCLUDED."calls", "inputTokens" = "ModelFigures"."inputTokens" + EXCLUDED."inputTokens", "outputTokens" = "ModelFigures"."outputTokens" + EXCLUDED."outputTokens", "cacheReadTokens" = "ModelFigures"."cacheReadTokens" + EXCLUDED."cacheReadTokens", "cacheWriteTokens" = "ModelFigures"."cacheWriteTokens" + EXCLUDED."cacheWriteTokens", "costUsd" = "ModelFigures"."costUsd" + EXCLUDED."costUsd", "unpriced" = "ModelFigures"."unpriced" + EXCLUDED."unpriced"\x3b
  INSERT INTO "ChannelFigures" ("workspaceId", "month", "channelId", "calls", "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costUsd", "unpriced")
  VALUES (NEW."workspaceId", date_trunc(\'month\', answered)::date, coalesce(NEW."channelId", \'\'), 1, NEW."inputTokens", NEW."outputTokens", NEW."cacheReadTokens", NEW."cacheWriteTokens", coalesce(NEW."costUsd", 0), (NEW."costUsd" IS NULL)::int)
  ON CONFLICT ("workspaceId", "month", "channelId") DO UPDATE SET "calls" = "ChannelFigures"."calls" + EXCLUDED."calls", "inputTokens" = "ChannelFigures"."inputTokens" + EXCLUDED."inputTokens", "outputTokens" = "ChannelFigures"."outputTokens" + EXCLUDED."outputTokens", "cacheReadTokens" = "ChannelFigures"."cacheReadTokens" + EXCLUDED."cacheReadTokens", "cacheWriteTokens" = "ChannelFigures"."cacheWriteTokens" + EXCLUDED."cacheWriteTokens", "costUsd" = "ChannelFigures"."costUsd" + EXCLUDED."costUsd", "unpriced" = "ChannelFigures"."unpriced" + EXCLUDED."unpriced"\x3b
  INSERT INTO "OrganizationModelFigures" ("organizationId", "day", "model", "calls", "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costUsd", "unpriced")
  VALUES (organization, answered, NEW."model", 1, NEW."inputTokens", NEW."outputTokens", NEW."cacheReadTokens", NEW."cacheWriteTokens", coalesce(NEW."costUsd", 0), (NEW."costUsd" IS NULL)::int)
  ON CONFLICT ("organizationId", "day", "model") DO UPDATE SET "calls" = "OrganizationModelFigures"."calls" + EXCLUDED."calls", "inputTokens" = "OrganizationModelFigures"."inputTokens" + EXCLUDED."inputTokens", "outputTokens" = "OrganizationModelFigures"."outputTokens" + EXCLUDED."outputTokens", "cacheReadTokens" = "OrganizationModelFigures"."cacheReadTokens" + EXCLUDED."cacheReadTokens", "cacheWriteTokens" = "OrganizationModelFigures"."cacheWriteTokens" + EXCLUDED."cacheWriteTokens", "costUsd" = "OrganizationModelFigures"."costUsd" + EXCLUDED."costUsd", "unpriced" = "OrganizationModelFigures"."unpriced" + EXCLUDED."unpriced"\x3b
  RETURN NULL\x3b
END\x3b';
CREATE CONSTRAINT TRIGGER "EngineCall_is_counted" AFTER INSERT ON "EngineCall" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "count_engine_call"();
CREATE FUNCTION "count_conversation"(c "Conversation", times int) RETURNS void LANGUAGE plpgsql AS
E'DECLARE
  asked date := (c."requestedAt" AT TIME ZONE \'UTC\')::date\x3b
  organization text := (SELECT "organizationId" FROM "Workspace" WHERE "id" = c."workspaceId")\x3b
  has_waited boolean := c."state" = \'done\' AND c."trigger" <> \'schedule\' AND c."finishedAt" IS NOT NULL\x3b
  waits int[] := \'{}\'\x3b
BEGIN
  IF organization IS NULL THEN RETURN\x3b END IF\x3b
  IF has_waited THEN
    waits[greatest(round(50 * ln(greatest(extract(epoch FROM c."finishedAt" - c."requestedAt") * 1000, 1)))::int, 1)] := times\x3b
    INSERT INTO "Person" ("workspaceId", "id", "helpedAt") VALUES (c."workspaceId", c."askedBy", c."requestedAt")
    ON CONFLICT ("workspaceId", "id") DO UPDATE SET "helpedAt" = EXCLUDED."helpedAt"
      WHERE "Person"."helpedAt" IS NULL OR ("Person"."helpedAt" AT TIME ZONE \'UTC\')::date < asked\x3b
  END IF\x3b
  INSERT INTO "DayFigures" ("workspaceId", "day", "shortcut", "command", "mention", "reaction", "schedule", "failed", "cancelled")
  VALUES (c."workspaceId", asked, CASE WHEN c."state" = \'done\' AND c."trigger" = \'shortcut\' THEN times ELSE 0 END, CASE WHEN c."state" = \'done\' AND c."trigger" = \'command\' THEN times ELSE 0 END, CASE WHEN c."state" = \'done\' AND c."trigger" = \'mention\' THEN times ELSE 0 END, CASE WHEN c."state" = \'done\' AND c."trigger" = \'reaction\' THEN times ELSE 0 END, CASE WHEN c."state" = \'done\' AND c."trigger" = \'schedule\' THEN times ELSE 0 END, CASE WHEN c."state" = \'failed\' THEN times ELSE 0 END, CASE WHEN c."state" = \'cancelled\' THEN times ELSE 0 END)
  ON CONFLICT ("workspaceId", "day") DO UPDATE SET "shortcut" = "DayFigures"."shortcut" + EXCLUDED."shortcut", "command" = "DayFigures"."command" + EXCLUDED."command", "mention" = "DayFigures"."mention" + EXCLUDED."mention", "reaction" = "DayFigures"."reaction" + EXCLUDED."reaction", "schedule" = "DayFigures"."schedule" + EXCLUDED."schedule", "failed" = "DayFigures"."failed" + EXCLUDED."failed", "cancelled" = "DayFigures"."cancelled" + EXCLUDED."cancelled"\x3b
  INSERT INTO "OrganizationFigures" ("organizationId", "day", "shortcut", "command", "mention", "reaction", "schedule", "failed", "cancelled", "waits")
  VALUES (organization, asked, CASE WHEN c."state" = \'done\' AND c."trigger" = \'shortcut\' THEN times ELSE 0 END, CASE WHEN c."state" = \'done\' AND c."trigger" = \'command\' THEN times ELSE 0 END, CASE WHEN c."state" = \'done\' AND c."trigger" = \'mention\' THEN times ELSE 0 END, CASE WHEN c."state" = \'done\' AND c."trigger" = \'reaction\' THEN times ELSE 0 END, CASE WHEN c."state" = \'done\' AND c."trigger" = \'schedule\' THEN times ELSE 0 END, CASE WHEN c."state" = \'failed\' THEN times ELSE 0 END, CASE WHEN c."state" = \'cancelled\' THEN times ELSE 0 END, waits)
  ON CONFLICT ("organizationId", "day") DO UPDATE SET "shortcut" = "OrganizationFigures"."shortcut" + EXCLUDED."shortcut", "command" = "OrganizationFigures"."command" + EXCLUDED."command", "mention" = "OrganizationFigures"."mention" + EXCLUDED."mention", "reaction" = "OrganizationFigures"."reaction" + EXCLUDED."reaction", "schedule" = "OrganizationFigures"."schedule" + EXCLUDED."schedule", "failed" = "OrganizationFigures"."failed" + EXCLUDED."failed", "cancelled" = "OrganizationFigures"."cancelled" + EXCLUDED."cancelled", "waits" = "with_waits"("OrganizationFigures"."waits", EXCLUDED."waits")\x3b
END\x3b';
CREATE FUNCTION "count_change_of_conversation"() RETURNS trigger LANGUAGE plpgsql AS
E'BEGIN
  IF TG_OP = \'UPDATE\' AND OLD."state" NOT IN (\'queued\', \'running\') THEN PERFORM "count_conversation"(OLD, -1)\x3b END IF\x3b
  IF NEW."state" NOT IN (\'queued\', \'running\') THEN PERFORM "count_conversation"(NEW, 1)\x3b END IF\x3b
  RETURN NULL\x3b
END\x3b';
CREATE CONSTRAINT TRIGGER "Conversation_is_counted" AFTER INSERT ON "Conversation" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW."state" NOT IN ('queued', 'running')) EXECUTE FUNCTION "count_change_of_conversation"();
CREATE CONSTRAINT TRIGGER "Conversation_change_is_counted" AFTER UPDATE OF "state" ON "Conversation" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD."state" <> NEW."state" AND (OLD."state" NOT IN ('queued', 'running') OR NEW."state" NOT IN ('queued', 'running')))
  EXECUTE FUNCTION "count_change_of_conversation"();
-- What workspaces have is added to their organization, or taken away from it (times = -1), as they come and go. Of what is purged, no waits are left to move.
CREATE FUNCTION "count_workspaces"(workspaces text[], organization text, times int) RETURNS void LANGUAGE plpgsql AS
E'BEGIN
  INSERT INTO "OrganizationFigures" ("organizationId", "day", "shortcut", "command", "mention", "reaction", "schedule", "failed", "cancelled", "waits")
  WITH counted AS (
    SELECT (c."requestedAt" AT TIME ZONE \'UTC\')::date AS "day", greatest(round(50 * ln(greatest(extract(epoch FROM c."finishedAt" - c."requestedAt") * 1000, 1)))::int, 1) AS "wait", times * count(*) AS "count"
    FROM "Conversation" AS c WHERE c."workspaceId" = ANY(workspaces) AND c."state" = \'done\' AND c."trigger" <> \'schedule\' AND c."finishedAt" IS NOT NULL GROUP BY 1, 2
  ), by_day AS (
    SELECT "day", (\'[\' || min("wait") || \':\' || max("wait") || \']={\' || string_agg(coalesce("count"::text, \'NULL\'), \',\' ORDER BY "wait") || \'}\')::int[] AS "waits"
    FROM (
      SELECT ends."day", "wait", counted."count" FROM (SELECT "day", min("wait") AS "first", max("wait") AS "last" FROM counted GROUP BY 1) AS ends
      CROSS JOIN LATERAL generate_series(ends."first", ends."last") AS "wait" LEFT JOIN counted USING ("day", "wait")
    ) AS filled GROUP BY 1
  ), ended AS (
    SELECT "day", times * sum("shortcut") AS "shortcut", times * sum("command") AS "command", times * sum("mention") AS "mention", times * sum("reaction") AS "reaction", times * sum("schedule") AS "schedule", times * sum("failed") AS "failed", times * sum("cancelled") AS "cancelled" FROM "DayFigures" WHERE "workspaceId" = ANY(workspaces) GROUP BY 1
  )
  SELECT organization, "day", "shortcut", "command", "mention", "reaction", "schedule", "failed", "cancelled", coalesce("waits", \'{}\') FROM ended LEFT JOIN by_day USING ("day") ORDER BY 2
  ON CONFLICT ("organizationId", "day") DO UPDATE SET "shortcut" = "OrganizationFigures"."shortcut" + EXCLUDED."shortcut", "command" = "OrganizationFigures"."command" + EXCLUDED."command", "mention" = "OrganizationFigures"."mention" + EXCLUDED."mention", "reaction" = "OrganizationFigures"."reaction" + EXCLUDED."reaction", "schedule" = "OrganizationFigures"."schedule" + EXCLUDED."schedule", "failed" = "OrganizationFigures"."failed" + EXCLUDED."failed", "cancelled" = "OrganizationFigures"."cancelled" + EXCLUDED."cancelled", "waits" = "with_waits"("OrganizationFigures"."waits", EXCLUDED."waits")\x3b
  INSERT INTO "OrganizationModelFigures" ("organizationId", "day", "model", "calls", "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costUsd", "unpriced")
  SELECT organization, "day", "model", times * sum("calls"), times * sum("inputTokens"), times * sum("outputTokens"), times * sum("cacheReadTokens"), times * sum("cacheWriteTokens"), times * sum("costUsd"), times * sum("unpriced") FROM "ModelFigures" WHERE "workspaceId" = ANY(workspaces) GROUP BY 2, 3 ORDER BY 2, 3
  ON CONFLICT ("organizationId", "day", "model") DO UPDATE SET "calls" = "OrganizationModelFigures"."calls" + EXCLUDED."calls", "inputTokens" = "OrganizationModelFigures"."inputTokens" + EXCLUDED."inputTokens", "outputTokens" = "OrganizationModelFigures"."outputTokens" + EXCLUDED."outputTokens", "cacheReadTokens" = "OrganizationModelFigures"."cacheReadTokens" + EXCLUDED."cacheReadTokens", "cacheWriteTokens" = "OrganizationModelFigures"."cacheWriteTokens" + EXCLUDED."cacheWriteTokens", "costUsd" = "OrganizationModelFigures"."costUsd" + EXCLUDED."costUsd", "unpriced" = "OrganizationModelFigures"."unpriced" + EXCLUDED."unpriced"\x3b
END\x3b';
-- Items are counted by rows that add up, so that nobody waits for another: what a statement changes is a row or two more, and now and then they
-- are summed up, without those that somebody else has in hand.
CREATE FUNCTION "count_items"() RETURNS trigger LANGUAGE plpgsql AS
E'BEGIN
  IF TG_OP = \'INSERT\' THEN
    INSERT INTO "ItemFigures" ("organizationId", "state", "day", "count", "unassigned")
    SELECT "organizationId", "state", "day", sum("times"), coalesce(sum("times") FILTER (WHERE "assignee" IS NULL), 0) FROM (
      SELECT w."organizationId", i."state", CASE WHEN i."state" = \'open\' THEN i."due" ELSE (i."changedAt" AT TIME ZONE \'UTC\')::date END AS "day", 1 AS "times", i."assignee" FROM come AS i JOIN "Workspace" AS w ON w."id" = i."workspaceId" WHERE i."isCurrent"
    ) AS item GROUP BY 1, 2, 3 HAVING sum("times") <> 0 OR sum("times") FILTER (WHERE "assignee" IS NULL) <> 0\x3b
  ELSIF TG_OP = \'UPDATE\' THEN
    INSERT INTO "ItemFigures" ("organizationId", "state", "day", "count", "unassigned")
    SELECT "organizationId", "state", "day", sum("times"), coalesce(sum("times") FILTER (WHERE "assignee" IS NULL), 0) FROM (
      SELECT w."organizationId", i."state", CASE WHEN i."state" = \'open\' THEN i."due" ELSE (i."changedAt" AT TIME ZONE \'UTC\')::date END AS "day", 1 AS "times", i."assignee" FROM come AS i JOIN "Workspace" AS w ON w."id" = i."workspaceId" WHERE i."isCurrent"
      UNION ALL SELECT w."organizationId", i."state", CASE WHEN i."state" = \'open\' THEN i."due" ELSE (i."changedAt" AT TIME ZONE \'UTC\')::date END AS "day", -1 AS "times", i."assignee" FROM gone AS i JOIN "Workspace" AS w ON w."id" = i."workspaceId" WHERE i."isCurrent"
    ) AS item GROUP BY 1, 2, 3 HAVING sum("times") <> 0 OR sum("times") FILTER (WHERE "assignee" IS NULL) <> 0\x3b
  ELSE
    INSERT INTO "ItemFigures" ("organizationId", "state", "day", "count", "unassigned")
    SELECT "organizationId", "state", "day", sum("times"), coalesce(sum("times") FILTER (WHERE "assignee" IS NULL), 0) FROM (
      SELECT w."organizationId", i."state", CASE WHEN i."state" = \'open\' THEN i."due" ELSE (i."changedAt" AT TIME ZONE \'UTC\')::date END AS "day", -1 AS "times", i."assignee" FROM gone AS i JOIN "Workspace" AS w ON w."id" = i."workspaceId" WHERE i."isCurrent"
    ) AS item GROUP BY 1, 2, 3 HAVING sum("times") <> 0 OR sum("times") FILTER (WHERE "assignee" IS NULL) <> 0\x3b
  END IF\x3b
  IF random() < 0.002 THEN
    WITH counted AS (
      DELETE FROM "ItemFigures" WHERE "id" IN (SELECT "id" FROM "ItemFigures" FOR UPDATE SKIP LOCKED) RETURNING *
    )
    INSERT INTO "ItemFigures" ("organizationId", "state", "day", "count", "unassigned")
    SELECT "organizationId", "state", "day", sum("count"), sum("unassigned") FROM counted GROUP BY 1, 2, 3
    HAVING sum("count") <> 0 OR sum("unassigned") <> 0\x3b
  END IF\x3b
  RETURN NULL\x3b
END\x3b';
CREATE TRIGGER "ActionItem_comes" AFTER INSERT ON "ActionItem" REFERENCING NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION "count_items"();
CREATE TRIGGER "ActionItem_changes" AFTER UPDATE ON "ActionItem" REFERENCING OLD TABLE AS gone NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION "count_items"();
CREATE TRIGGER "ActionItem_goes" AFTER DELETE ON "ActionItem" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION "count_items"();
CREATE FUNCTION "count_items_of"(workspaces text[], organization text, times int) RETURNS void LANGUAGE plpgsql AS
E'BEGIN
  INSERT INTO "ItemFigures" ("organizationId", "state", "day", "count", "unassigned")
  SELECT organization, "state", CASE WHEN "state" = \'open\' THEN "due" ELSE ("changedAt" AT TIME ZONE \'UTC\')::date END,
    times * count(*), times * count(*) FILTER (WHERE "assignee" IS NULL)
  FROM "ActionItem" WHERE "workspaceId" = ANY(workspaces) AND "isCurrent" GROUP BY 2, 3\x3b
END\x3b';
CREATE FUNCTION "forget_items_of_workspace"() RETURNS trigger LANGUAGE plpgsql AS
E'BEGIN
  PERFORM "count_items_of"(ARRAY[OLD."id"], OLD."organizationId", -1)\x3b
  RETURN OLD\x3b
END\x3b';
CREATE TRIGGER "Workspace_takes_its_items_away" BEFORE DELETE ON "Workspace"
  FOR EACH ROW EXECUTE FUNCTION "forget_items_of_workspace"();
CREATE FUNCTION "move_figures_of_workspace"() RETURNS trigger LANGUAGE plpgsql AS
E'BEGIN
  PERFORM "count_workspaces"(ARRAY[NEW."id"], OLD."organizationId", -1)\x3b
  PERFORM "count_workspaces"(ARRAY[NEW."id"], NEW."organizationId", 1)\x3b
  PERFORM "count_items_of"(ARRAY[NEW."id"], OLD."organizationId", -1)\x3b
  PERFORM "count_items_of"(ARRAY[NEW."id"], NEW."organizationId", 1)\x3b
  RETURN NULL\x3b
END\x3b';
CREATE TRIGGER "Workspace_takes_its_figures_along" AFTER UPDATE OF "organizationId" ON "Workspace"
  FOR EACH ROW WHEN (OLD."organizationId" <> NEW."organizationId") EXECUTE FUNCTION "move_figures_of_workspace"();
-- Counts everything anew, from what is there. Nothing but this migration needs it: what was purged is not counted any more then.
CREATE FUNCTION "count_figures_anew"() RETURNS void LANGUAGE plpgsql AS
E'BEGIN
  DELETE FROM "DayFigures"\x3b DELETE FROM "ModelFigures"\x3b DELETE FROM "ChannelFigures"\x3b DELETE FROM "OrganizationFigures"\x3b DELETE FROM "OrganizationModelFigures"\x3b DELETE FROM "ItemFigures"\x3b
  INSERT INTO "DayFigures" ("workspaceId", "day", "shortcut", "command", "mention", "reaction", "schedule", "failed", "cancelled")
  SELECT "workspaceId", ("requestedAt" AT TIME ZONE \'UTC\')::date, count(*) FILTER (WHERE "state" = \'done\' AND "trigger" = \'shortcut\'), count(*) FILTER (WHERE "state" = \'done\' AND "trigger" = \'command\'), count(*) FILTER (WHERE "state" = \'done\' AND "trigger" = \'mention\'), count(*) FILTER (WHERE "state" = \'done\' AND "trigger" = \'reaction\'), count(*) FILTER (WHERE "state" = \'done\' AND "trigger" = \'schedule\'), count(*) FILTER (WHERE "state" = \'failed\'), count(*) FILTER (WHERE "state" = \'cancelled\')
  FROM "Conversation" WHERE "state" NOT IN (\'queued\', \'running\') GROUP BY 1, 2 ORDER BY 2\x3b
  INSERT INTO "ModelFigures" ("workspaceId", "day", "model", "calls", "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costUsd", "unpriced")
  SELECT "workspaceId", ("answeredAt" AT TIME ZONE \'UTC\')::date, "model", count(*), sum("inputTokens"), sum("outputTokens"), sum("cacheReadTokens"), sum("cacheWriteTokens"), coalesce(sum("costUsd"), 0), count(*) - count("costUsd") FROM "EngineCall"
  WHERE "workspaceId" IN (SELECT "id" FROM "Workspace") GROUP BY 1, 2, 3 ORDER BY 2\x3b
  INSERT INTO "ChannelFigures" ("workspaceId", "month", "channelId", "calls", "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costUsd", "unpriced")
  SELECT "workspaceId", date_trunc(\'month\', "answeredAt" AT TIME ZONE \'UTC\')::date, coalesce("channelId", \'\'), count(*), sum("inputTokens"), sum("outputTokens"), sum("cacheReadTokens"), sum("cacheWriteTokens"), coalesce(sum("costUsd"), 0), count(*) - count("costUsd") FROM "EngineCall"
  WHERE "workspaceId" IN (SELECT "id" FROM "Workspace") GROUP BY 1, 2, 3 ORDER BY 2\x3b
  PERFORM "count_workspaces"(array_agg("id"), "organizationId", 1), "count_items_of"(array_agg("id"), "organizationId", 1) FROM "Workspace" GROUP BY "organizationId"\x3b
  INSERT INTO "Person" ("workspaceId", "id", "helpedAt")
  SELECT c."workspaceId", c."askedBy", max(c."requestedAt") FROM "Conversation" AS c WHERE c."state" = \'done\' AND c."trigger" <> \'schedule\' AND c."finishedAt" IS NOT NULL GROUP BY 1, 2
  ON CONFLICT ("workspaceId", "id") DO UPDATE SET "helpedAt" = EXCLUDED."helpedAt"\x3b
END\x3b';
SELECT "count_figures_anew"();
