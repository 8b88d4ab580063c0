-- CreateEnum
CREATE TYPE "admin_reach" AS ENUM ('workspace', 'organization');

-- AlterTable: what is there already sees the least.
ALTER TABLE "AdminSession" ADD COLUMN     "reach" "admin_reach" NOT NULL DEFAULT 'workspace';
ALTER TABLE "AdminSession" ALTER COLUMN "reach" DROP DEFAULT;

-- AlterTable
ALTER TABLE "ApiToken" ADD COLUMN     "reach" "admin_reach" NOT NULL DEFAULT 'workspace';
ALTER TABLE "ApiToken" ALTER COLUMN "reach" DROP DEFAULT;
