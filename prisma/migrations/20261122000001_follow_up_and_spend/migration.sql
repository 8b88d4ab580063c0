-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "followsId" UUID;

-- AlterTable
ALTER TABLE "Recap" ADD COLUMN     "reading" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "EngineCall" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "conversationId" UUID,
    "model" TEXT NOT NULL,
    "inputTokens" INTEGER NOT NULL,
    "outputTokens" INTEGER NOT NULL,
    "cacheReadTokens" INTEGER NOT NULL,
    "cacheWriteTokens" INTEGER NOT NULL,
    "costUsd" DOUBLE PRECISION,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EngineCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EnginePart" (
    "key" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EnginePart_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "EngineCall_workspaceId_answeredAt_idx" ON "EngineCall"("workspaceId", "answeredAt");

-- CreateIndex
CREATE INDEX "EnginePart_answeredAt_idx" ON "EnginePart"("answeredAt");

-- CreateIndex
CREATE INDEX "Conversation_workspaceId_channelId_threadTs_idx" ON "Conversation"("workspaceId", "channelId", "threadTs");

-- CreateIndex
CREATE INDEX "Conversation_followsId_idx" ON "Conversation"("followsId");

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_followsId_fkey" FOREIGN KEY ("followsId") REFERENCES "Conversation"("id") ON DELETE SET NULL ON UPDATE CASCADE;
