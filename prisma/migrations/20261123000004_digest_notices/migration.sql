-- AlterTable
ALTER TABLE "Digest" ADD COLUMN     "pausedIn" TEXT,
ADD COLUMN     "tellPausedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Digest_tellPausedAt_idx" ON "Digest"("tellPausedAt");
