-- AlterTable
ALTER TABLE "Installation" ADD COLUMN     "environmentToken" TEXT,
ADD COLUMN     "url" TEXT;

-- Workspaces that are known already tell where those start that come later.
UPDATE "Installation" SET "url" = (
  SELECT min("Workspace"."url") FROM "Workspace"
  WHERE "Workspace"."installationId" = "Installation"."id" AND "Workspace"."url" <> ''
);

-- One that Slack did not tell of in time has no address of its own.
UPDATE "Workspace" SET "url" = "Installation"."url" FROM "Installation"
WHERE "Installation"."id" = "Workspace"."installationId" AND "Workspace"."url" = '' AND "Installation"."url" IS NOT NULL;
