import { Prisma } from '../generated/client.ts';
import { type AdminScope, isWhole, workspacesIn } from './scope.ts';

/** What `figures` is read from, as it stands after FROM, up to a first condition. */
type From = (scope: AdminScope, workspace: string | undefined) => Prisma.Sql;

/** What became of what was asked, by the day: of a whole organization a row each, else of the workspaces that are asked about. */
export const dayFigures: From = (scope, workspace) =>
  isWhole(scope, workspace)
    ? Prisma.sql`"OrganizationFigures" AS figures WHERE figures."organizationId" = ${scope.organizationId}`
    : Prisma.sql`"DayFigures" AS figures WHERE figures."workspaceId" IN (${workspacesIn(scope, workspace)})`;

/** What models were asked, by the day and model. */
export const modelFigures: From = (scope, workspace) =>
  isWhole(scope, workspace)
    ? Prisma.sql`"OrganizationModelFigures" AS figures WHERE figures."organizationId" = ${scope.organizationId}`
    : Prisma.sql`"ModelFigures" AS figures WHERE figures."workspaceId" IN (${workspacesIn(scope, workspace)})`;
