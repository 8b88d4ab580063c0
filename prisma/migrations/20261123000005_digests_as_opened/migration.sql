-- AlterTable
ALTER TABLE "Digest" ADD COLUMN     "removedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "DigestPeriod" ADD COLUMN     "isPersonal" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "postTo" TEXT;

-- What was posted stands where it stands
UPDATE "DigestPeriod" SET "postTo" = messages -> 0 ->> 'channelId' WHERE messages -> 0 ->> 'channelId' NOT LIKE 'D%';

-- What was not posted yet goes where its conversations were made for
UPDATE "DigestPeriod" AS p SET "postTo" = d."postTo"
FROM "Digest" AS d
WHERE d.id = p."digestId" AND p.messages = '[]'
  AND NOT EXISTS (SELECT 1 FROM "Conversation" AS c WHERE c."digestPeriodId" = p.id AND c.audience = 'private');

UPDATE "DigestPeriod" AS p SET "isPersonal" = d."isPersonal"
FROM "Digest" AS d WHERE d.id = p."digestId" AND p."postTo" IS NULL;
