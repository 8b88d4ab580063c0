-- CreateEnum
CREATE TYPE "recap_length" AS ENUM ('brief', 'standard', 'detailed');

-- CreateEnum
CREATE TYPE "search_kind" AS ENUM ('recap', 'decision', 'action_item');

-- CreateEnum
CREATE TYPE "reminder_kind" AS ENUM ('due', 'overdue');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('up', 'down');

-- AlterEnum
ALTER TYPE "audience" ADD VALUE 'channel';

-- AlterEnum
ALTER TYPE "conversation_trigger" ADD VALUE 'reaction';

-- AlterEnum
ALTER TYPE "source_kind" ADD VALUE 'note';

-- DropIndex
DROP INDEX "Decision_workspaceId_idx";

-- AlterTable
ALTER TABLE "ActionItem" ADD COLUMN     "changedAt" TIMESTAMPTZ(3),
ADD COLUMN     "changedBy" TEXT,
ADD COLUMN     "channelId" TEXT,
ADD COLUMN     "continuesId" UUID,
ADD COLUMN     "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "onlyFor" TEXT;
UPDATE "ActionItem" AS item SET
    "channelId" = conversation."channelId",
    "createdAt" = recap."createdAt",
    "onlyFor" = CASE WHEN conversation."audience" = 'private' THEN conversation."askedBy" END
FROM "Recap" AS recap JOIN "Conversation" AS conversation ON conversation."id" = recap."conversationId"
WHERE recap."id" = item."recapId";
ALTER TABLE "ActionItem" ALTER COLUMN "channelId" SET NOT NULL;

-- AlterTable
ALTER TABLE "Channel" ADD COLUMN     "welcomedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "changes" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "deletedAt" TIMESTAMPTZ(3),
ADD COLUMN     "deletedBy" TEXT,
ADD COLUMN     "focus" TEXT,
ADD COLUMN     "isInPlace" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "isReread" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "keptAt" TIMESTAMPTZ(3),
ADD COLUMN     "language" TEXT,
ADD COLUMN     "length" "recap_length" NOT NULL DEFAULT 'standard',
ADD COLUMN     "sharedTo" TEXT,
ADD COLUMN     "updatedBy" TEXT,
ADD COLUMN     "windowLimit" INTEGER;
UPDATE "Conversation" SET "isInPlace" = true WHERE "followsId" IS NOT NULL AND "audience" = 'thread';

-- AlterTable
ALTER TABLE "Decision" ADD COLUMN     "channelId" TEXT,
ADD COLUMN     "continuesId" UUID,
ADD COLUMN     "madeAt" TIMESTAMPTZ(3),
ADD COLUMN     "onlyFor" TEXT;
UPDATE "Decision" AS decision SET
    "channelId" = conversation."channelId",
    "madeAt" = recap."createdAt",
    "onlyFor" = CASE WHEN conversation."audience" = 'private' THEN conversation."askedBy" END
FROM "Recap" AS recap JOIN "Conversation" AS conversation ON conversation."id" = recap."conversationId"
WHERE recap."id" = decision."recapId";
ALTER TABLE "Decision" ALTER COLUMN "channelId" SET NOT NULL, ALTER COLUMN "madeAt" SET NOT NULL;

-- AlterTable
ALTER TABLE "Delivery" DROP CONSTRAINT "Delivery_pkey",
ADD COLUMN     "copy" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "threadTs" TEXT,
ADD CONSTRAINT "Delivery_pkey" PRIMARY KEY ("conversationId", "copy", "part");

-- AlterTable
ALTER TABLE "Recap" ADD COLUMN     "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "isCurrent" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "shownVersion" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "struck" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
UPDATE "Recap" SET "shownVersion" = 1, "changedAt" = "createdAt";
UPDATE "Recap" AS earlier SET "isCurrent" = false
FROM "Conversation" AS follower JOIN "Recap" AS later ON later."conversationId" = follower."id"
WHERE follower."followsId" = earlier."conversationId";

-- CreateTable
CREATE TABLE "ChannelMembers" (
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "isPrivate" BOOLEAN NOT NULL,
    "userIds" TEXT[],
    "checkedAt" TIMESTAMPTZ(3),
    "changes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ChannelMembers_pkey" PRIMARY KEY ("workspaceId","channelId")
);

-- CreateTable
CREATE TABLE "Person" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "optedOutAt" TIMESTAMPTZ(3),
    "homeOpenedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Person_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "Citation" (
    "recapId" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "ts" TEXT NOT NULL,

    CONSTRAINT "Citation_pkey" PRIMARY KEY ("recapId","ts")
);

-- CreateTable
CREATE TABLE "SearchEntry" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "recapId" UUID NOT NULL,
    "channelId" TEXT NOT NULL,
    "kind" "search_kind" NOT NULL,
    "targetId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "onlyFor" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SearchEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reminder" (
    "itemId" UUID NOT NULL,
    "kind" "reminder_kind" NOT NULL,
    "due" DATE NOT NULL,
    "claimedAt" TIMESTAMPTZ(3) NOT NULL,
    "channelId" TEXT,
    "ts" TEXT,

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("itemId","kind","due")
);

-- CreateTable
CREATE TABLE "Feedback" (
    "workspaceId" TEXT NOT NULL,
    "conversationId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "verdict" "verdict" NOT NULL,
    "reason" TEXT,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Feedback_pkey" PRIMARY KEY ("conversationId","userId")
);

-- CreateIndex
CREATE INDEX "Citation_workspaceId_channelId_ts_idx" ON "Citation"("workspaceId", "channelId", "ts");

-- CreateIndex
CREATE INDEX "SearchEntry_recapId_idx" ON "SearchEntry"("recapId");

-- CreateIndex
CREATE INDEX "SearchEntry_workspaceId_createdAt_idx" ON "SearchEntry"("workspaceId", "createdAt");

-- CreateIndex
CREATE INDEX "Feedback_workspaceId_givenAt_idx" ON "Feedback"("workspaceId", "givenAt");

-- CreateIndex
CREATE UNIQUE INDEX "ActionItem_continuesId_key" ON "ActionItem"("continuesId");

-- CreateIndex
CREATE INDEX "ActionItem_workspaceId_channelId_state_idx" ON "ActionItem"("workspaceId", "channelId", "state");

-- CreateIndex
CREATE INDEX "ActionItem_state_due_idx" ON "ActionItem"("state", "due");

-- CreateIndex
CREATE INDEX "Conversation_workspaceId_askedBy_requestedAt_idx" ON "Conversation"("workspaceId", "askedBy", "requestedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_continuesId_key" ON "Decision"("continuesId");

-- CreateIndex
CREATE INDEX "Conversation_deletedAt_idx" ON "Conversation"("deletedAt");

-- CreateIndex
CREATE INDEX "Decision_workspaceId_channelId_madeAt_idx" ON "Decision"("workspaceId", "channelId", "madeAt");

-- CreateIndex
CREATE INDEX "Delivery_channelId_ts_idx" ON "Delivery"("channelId", "ts");

-- CreateIndex
CREATE INDEX "Recap_changedAt_idx" ON "Recap"("changedAt");

-- AddForeignKey
ALTER TABLE "ChannelMembers" ADD CONSTRAINT "ChannelMembers_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Citation" ADD CONSTRAINT "Citation_recapId_fkey" FOREIGN KEY ("recapId") REFERENCES "Recap"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Citation" ADD CONSTRAINT "Citation_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SearchEntry" ADD CONSTRAINT "SearchEntry_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SearchEntry" ADD CONSTRAINT "SearchEntry_recapId_fkey" FOREIGN KEY ("recapId") REFERENCES "Recap"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionItem" ADD CONSTRAINT "ActionItem_continuesId_fkey" FOREIGN KEY ("continuesId") REFERENCES "ActionItem"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "ActionItem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_continuesId_fkey" FOREIGN KEY ("continuesId") REFERENCES "Decision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The index on words: each as it is written, and by its English stem.
CREATE INDEX "SearchEntry_words_idx" ON "SearchEntry"
    USING GIN ((to_tsvector('simple', "text") || to_tsvector('english', "text")));

-- What was recapped before can be found, and is struck with its messages, like what comes after.
INSERT INTO "Citation" ("recapId", "workspaceId", "channelId", "ts")
SELECT DISTINCT recap."id", conversation."workspaceId", conversation."channelId", cited."source" ->> 'ts'
FROM "Recap" AS recap
JOIN "Conversation" AS conversation ON conversation."id" = recap."conversationId"
CROSS JOIN LATERAL (
    SELECT jsonb_array_elements(point -> 'sources') AS "source" FROM jsonb_array_elements(recap."points") AS point
    UNION ALL
    SELECT jsonb_array_elements(question -> 'sources') FROM jsonb_array_elements(recap."openQuestions") AS question
    UNION ALL
    SELECT jsonb_array_elements(item."sources") FROM "ActionItem" AS item WHERE item."recapId" = recap."id"
    UNION ALL
    SELECT jsonb_array_elements(decision."sources") FROM "Decision" AS decision WHERE decision."recapId" = recap."id"
) AS cited;

INSERT INTO "SearchEntry" ("id", "workspaceId", "recapId", "channelId", "kind", "targetId", "text", "onlyFor", "createdAt")
SELECT gen_random_uuid(), conversation."workspaceId", recap."id", conversation."channelId", entry."kind"::"search_kind", entry."targetId",
    entry."text", CASE WHEN conversation."audience" = 'private' THEN conversation."askedBy" END, recap."createdAt"
FROM "Recap" AS recap
JOIN "Conversation" AS conversation ON conversation."id" = recap."conversationId"
CROSS JOIN LATERAL (
    SELECT 'recap' AS "kind", recap."id" AS "targetId", concat_ws(E'\n', recap."headline",
        (SELECT string_agg(point ->> 'text', E'\n') FROM jsonb_array_elements(recap."points") AS point)) AS "text"
    UNION ALL
    SELECT 'decision', decision."id", decision."text" FROM "Decision" AS decision WHERE decision."recapId" = recap."id"
    UNION ALL
    SELECT 'action_item', item."id", item."text" FROM "ActionItem" AS item WHERE item."recapId" = recap."id"
) AS entry;
