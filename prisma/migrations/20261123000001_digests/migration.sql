-- CreateEnum
CREATE TYPE "digest_state" AS ENUM ('active', 'paused');

-- CreateEnum
CREATE TYPE "digest_covers" AS ENUM ('since_last', 'previous_day', 'previous_week', 'previous_month');

-- AlterEnum
ALTER TYPE "audience" ADD VALUE 'digest';

-- AlterEnum
ALTER TYPE "conversation_trigger" ADD VALUE 'schedule';

-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "digestPeriodId" UUID;

-- CreateTable
CREATE TABLE "Digest" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "channelIds" TEXT[],
    "postTo" TEXT,
    "isPersonal" BOOLEAN NOT NULL DEFAULT false,
    "cron" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "covers" "digest_covers" NOT NULL DEFAULT 'since_last',
    "focus" TEXT,
    "length" "recap_length" NOT NULL DEFAULT 'standard',
    "language" TEXT,
    "tellsQuiet" BOOLEAN NOT NULL DEFAULT false,
    "state" "digest_state" NOT NULL DEFAULT 'active',
    "pausedFor" TEXT,
    "author" TEXT NOT NULL,
    "nextDueAt" TIMESTAMPTZ(3) NOT NULL,
    "lastPeriodEnd" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Digest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DigestPeriod" (
    "id" UUID NOT NULL,
    "digestId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "start" TIMESTAMPTZ(3) NOT NULL,
    "end" TIMESTAMPTZ(3) NOT NULL,
    "due" TIMESTAMPTZ(3) NOT NULL,
    "isLate" BOOLEAN NOT NULL,
    "folded" INTEGER NOT NULL,
    "isCut" BOOLEAN NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimedAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),
    "messages" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "DigestPeriod_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Digest_state_nextDueAt_idx" ON "Digest"("state", "nextDueAt");

-- CreateIndex
CREATE INDEX "Digest_workspaceId_author_idx" ON "Digest"("workspaceId", "author");

-- CreateIndex
CREATE INDEX "DigestPeriod_settledAt_idx" ON "DigestPeriod"("settledAt");

-- CreateIndex
CREATE UNIQUE INDEX "DigestPeriod_digestId_key_key" ON "DigestPeriod"("digestId", "key");

-- CreateIndex
CREATE INDEX "Conversation_digestPeriodId_idx" ON "Conversation"("digestPeriodId");

-- AddForeignKey
ALTER TABLE "Digest" ADD CONSTRAINT "Digest_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestPeriod" ADD CONSTRAINT "DigestPeriod_digestId_fkey" FOREIGN KEY ("digestId") REFERENCES "Digest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_digestPeriodId_fkey" FOREIGN KEY ("digestPeriodId") REFERENCES "DigestPeriod"("id") ON DELETE SET NULL ON UPDATE CASCADE;
