-- AlterTable
ALTER TABLE "Channel" ADD COLUMN     "isPrivate" BOOLEAN,
ADD COLUMN     "privacyAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "retriedAt" TIMESTAMPTZ(3),
ADD COLUMN     "stages" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "ChannelQuarterFigures" (
    "workspaceId" TEXT NOT NULL,
    "quarter" DATE NOT NULL,
    "channelId" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,
    "inputTokens" BIGINT NOT NULL,
    "outputTokens" BIGINT NOT NULL,
    "cacheReadTokens" BIGINT NOT NULL,
    "cacheWriteTokens" BIGINT NOT NULL,
    "costUsd" DOUBLE PRECISION NOT NULL,
    "unpriced" INTEGER NOT NULL,

    CONSTRAINT "ChannelQuarterFigures_pkey" PRIMARY KEY ("workspaceId","quarter","channelId")
);

-- AddForeignKey
ALTER TABLE "ChannelQuarterFigures" ADD CONSTRAINT "ChannelQuarterFigures_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Slack said of who is in a channel tells whether it is private. Where it names nobody, Recall may not be in it.
UPDATE "Channel" AS one SET "isPrivate" = members."isPrivate", "privacyAt" = members."checkedAt" FROM "ChannelMembers" AS members
  WHERE members."workspaceId" = one."workspaceId" AND members."channelId" = one."id" AND members."checkedAt" IS NOT NULL
    AND (NOT members."isPrivate" OR members."userIds" <> '{}');

-- How long people waited for what was tried again is not counted: most of it is the time until somebody did so.
CREATE OR REPLACE FUNCTION "count_conversation"(c "Conversation", times int) RETURNS void LANGUAGE plpgsql AS
E'DECLARE
  asked date := (c."requestedAt" AT TIME ZONE \'UTC\')::date\x3b
  organization text := (SELECT "organizationId" FROM "Workspace" WHERE "id" = c."workspaceId")\x3b
  has_waited boolean := c."state" = \'done\' AND c."trigger" <> \'schedule\' AND c."finishedAt" IS NOT NULL\x3b
  waits int[] := \'{}\'\x3b
BEGIN
  IF organization IS NULL THEN RETURN\x3b END IF\x3b
  IF has_waited THEN
    IF c."retriedAt" IS NULL THEN waits[greatest(round(50 * ln(greatest(extract(epoch FROM c."finishedAt" - c."requestedAt") * 1000, 1)))::int, 1)] := times\x3b END IF\x3b
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
CREATE OR REPLACE FUNCTION "count_workspaces"(workspaces text[], organization text, times int) RETURNS void LANGUAGE plpgsql AS
E'BEGIN
  INSERT INTO "OrganizationFigures" ("organizationId", "day", "shortcut", "command", "mention", "reaction", "schedule", "failed", "cancelled", "waits")
  WITH counted AS (
    SELECT (c."requestedAt" AT TIME ZONE \'UTC\')::date AS "day", greatest(round(50 * ln(greatest(extract(epoch FROM c."finishedAt" - c."requestedAt") * 1000, 1)))::int, 1) AS "wait", times * count(*) AS "count"
    FROM "Conversation" AS c WHERE c."workspaceId" = ANY(workspaces) AND c."state" = \'done\' AND c."trigger" <> \'schedule\' AND c."finishedAt" IS NOT NULL AND c."retriedAt" IS NULL GROUP BY 1, 2
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
-- What is told of a channel over a year is read by the quarter. Rows go with their workspace, and are not made anew then.
INSERT INTO "ChannelQuarterFigures" ("workspaceId", "quarter", "channelId", "calls", "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costUsd", "unpriced")
  SELECT "workspaceId", date_trunc('quarter', "month")::date, "channelId", sum("calls"), sum("inputTokens"), sum("outputTokens"), sum("cacheReadTokens"), sum("cacheWriteTokens"), sum("costUsd"), sum("unpriced")
  FROM "ChannelFigures" GROUP BY 1, 2, 3;
CREATE FUNCTION "count_channel_quarter"() RETURNS trigger LANGUAGE plpgsql AS
E'BEGIN
  IF TG_OP = \'DELETE\' THEN
    UPDATE "ChannelQuarterFigures" SET "calls" = "calls" - OLD."calls", "inputTokens" = "inputTokens" - OLD."inputTokens", "outputTokens" = "outputTokens" - OLD."outputTokens", "cacheReadTokens" = "cacheReadTokens" - OLD."cacheReadTokens", "cacheWriteTokens" = "cacheWriteTokens" - OLD."cacheWriteTokens", "costUsd" = "costUsd" - OLD."costUsd", "unpriced" = "unpriced" - OLD."unpriced"
    WHERE "workspaceId" = OLD."workspaceId" AND "quarter" = date_trunc(\'quarter\', OLD."month")::date AND "channelId" = OLD."channelId"\x3b
  ELSE
    INSERT INTO "ChannelQuarterFigures" ("workspaceId", "quarter", "channelId", "calls", "inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens", "costUsd", "unpriced")
    VALUES (NEW."workspaceId", date_trunc(\'quarter\', NEW."month")::date, NEW."channelId", NEW."calls" - coalesce(OLD."calls", 0), NEW."inputTokens" - coalesce(OLD."inputTokens", 0), NEW."outputTokens" - coalesce(OLD."outputTokens", 0), NEW."cacheReadTokens" - coalesce(OLD."cacheReadTokens", 0), NEW."cacheWriteTokens" - coalesce(OLD."cacheWriteTokens", 0), NEW."costUsd" - coalesce(OLD."costUsd", 0), NEW."unpriced" - coalesce(OLD."unpriced", 0))
    ON CONFLICT ("workspaceId", "quarter", "channelId") DO UPDATE SET "calls" = "ChannelQuarterFigures"."calls" + EXCLUDED."calls", "inputTokens" = "ChannelQuarterFigures"."inputTokens" + EXCLUDED."inputTokens", "outputTokens" = "ChannelQuarterFigures"."outputTokens" + EXCLUDED."outputTokens", "cacheReadTokens" = "ChannelQuarterFigures"."cacheReadTokens" + EXCLUDED."cacheReadTokens", "cacheWriteTokens" = "ChannelQuarterFigures"."cacheWriteTokens" + EXCLUDED."cacheWriteTokens", "costUsd" = "ChannelQuarterFigures"."costUsd" + EXCLUDED."costUsd", "unpriced" = "ChannelQuarterFigures"."unpriced" + EXCLUDED."unpriced"\x3b
  END IF\x3b
  RETURN NULL\x3b
END\x3b';
CREATE TRIGGER "ChannelFigures_are_of_a_quarter" AFTER INSERT OR UPDATE OR DELETE ON "ChannelFigures"
  FOR EACH ROW EXECUTE FUNCTION "count_channel_quarter"();
