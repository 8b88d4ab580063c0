import type { Prisma } from '../../generated/client.ts';

/** What is exported of a table. In conditions `t` is the table, `$1` the workspace, `$2` the person, as parameters. */
export interface ExportedTable {
  /** Its primary key, with the types of its columns. */
  key: readonly (readonly [column: string, type: string])[];
  ofWorkspace: string;
  /** Null where nothing in it is about one person. */
  ofPerson: string | null;
  /** Which rows more tell of one person by their words alone: told where words are, since nobody else may know that they do. */
  ofPersonInWords?: string;
  /** Columns that are never told: secrets, and hashes of them. */
  secret?: readonly string[];
  /** Columns that hold words, or names of channels, or who is in them: only the operator is told those. */
  words?: readonly string[];
  /** What of it is told to a person is told without these: they are about others. */
  ofOthers?: readonly string[];
  /** For rows that are large. */
  pageSize?: number;
}

/** A table without anything of a workspace that could be told from others', and why. */
export interface LeftOutTable {
  leftOut: string;
}

const keyOf = (columns: Record<string, string>) => Object.entries(columns);
const ID = keyOf({ id: 'uuid' });
const TEXT_ID = keyOf({ id: 'text' });
const OF_WORKSPACE = 't."workspaceId" = $1';
const NAMES_THEM = String.raw`t.text ~ ('\m' || $2 || '\M')`;
/** What the audit log calls a person whose data was exported or deleted: see `personMark`. */
const THEIR_MARK = `'person:' || left(encode(sha256(convert_to($1 || ' ' || $2, 'UTF8')), 'hex'), 16)`;
const OWN_CONVERSATIONS = `SELECT id FROM "Conversation" WHERE "workspaceId" = $1 AND "askedBy" = $2`;
const OWN_RECAPS = `SELECT id FROM "Recap" WHERE "conversationId" IN (${OWN_CONVERSATIONS})`;
const ORGANIZATION = `SELECT "organizationId" FROM "Workspace" WHERE id = $1`;

/** Every table, so that a new one does not compile before it is decided on. */
export const EXPORT_TABLES: Record<Prisma.ModelName, ExportedTable | LeftOutTable> = {
  Organization: { key: TEXT_ID, ofWorkspace: `t.id IN (${ORGANIZATION})`, ofPerson: null },
  Workspace: { key: TEXT_ID, ofWorkspace: 't.id = $1', ofPerson: null },
  Installation: {
    key: TEXT_ID,
    ofWorkspace: 't.id IN (SELECT "installationId" FROM "Workspace" WHERE id = $1)',
    ofPerson: `t."organizationId" IN (${ORGANIZATION}) AND t."installedBy" = $2`,
    secret: ['token', 'keyId', 'environmentToken'],
  },
  Channel: {
    key: keyOf({ workspaceId: 'text', id: 'text' }),
    ofWorkspace: OF_WORKSPACE,
    ofPerson: null,
    words: ['name'],
  },
  ChannelMembers: {
    key: keyOf({ workspaceId: 'text', channelId: 'text' }),
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND $2 = ANY(t."userIds")`,
    words: ['userIds'],
    ofOthers: ['userIds'],
  },
  Person: {
    key: keyOf({ workspaceId: 'text', id: 'text' }),
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND t.id = $2`,
  },
  Erasure: {
    key: keyOf({ workspaceId: 'text', userId: 'text' }),
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND t."userId" = $2`,
  },
  Digest: {
    key: ID,
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND t.author = $2`,
    words: ['focus'],
  },
  DigestPeriod: {
    key: ID,
    ofWorkspace: 't."digestId" IN (SELECT id FROM "Digest" WHERE "workspaceId" = $1)',
    ofPerson: `t."digestId" IN (SELECT id FROM "Digest" WHERE "workspaceId" = $1 AND author = $2)`,
  },
  Conversation: {
    key: ID,
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND $2 IN (t."askedBy", t."updatedBy", t."deletedBy")`,
    words: ['focus'],
  },
  InboundEvent: {
    key: keyOf({ workspaceId: 'text', key: 'text' }),
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND t."conversationId" IN (${OWN_CONVERSATIONS})`,
  },
  Recap: {
    key: ID,
    ofWorkspace: 't."conversationId" IN (SELECT id FROM "Conversation" WHERE "workspaceId" = $1)',
    ofPerson: `t."conversationId" IN (${OWN_CONVERSATIONS})`,
    words: ['headline', 'points', 'openQuestions'],
    pageSize: 100,
  },
  Citation: {
    key: keyOf({ recapId: 'uuid', ts: 'text' }),
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND t."recapId" IN (${OWN_RECAPS})`,
  },
  SearchEntry: {
    key: ID,
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND t."onlyFor" = $2`,
    words: ['text'],
  },
  ActionItem: {
    key: ID,
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND $2 IN (t.assignee, t."changedBy", t."onlyFor")`,
    ofPersonInWords: `${OF_WORKSPACE} AND ${NAMES_THEM}`,
    words: ['text'],
  },
  Reminder: {
    key: keyOf({ itemId: 'uuid', kind: 'reminder_kind', due: 'date' }),
    ofWorkspace: 't."itemId" IN (SELECT id FROM "ActionItem" WHERE "workspaceId" = $1)',
    ofPerson: 't."itemId" IN (SELECT id FROM "ActionItem" WHERE "workspaceId" = $1 AND assignee = $2)',
  },
  Feedback: {
    key: keyOf({ conversationId: 'uuid', userId: 'text' }),
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND t."userId" = $2`,
    words: ['reason'],
  },
  Decision: {
    key: ID,
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND $2 IN (t.by, t."onlyFor")`,
    ofPersonInWords: `${OF_WORKSPACE} AND ${NAMES_THEM}`,
    words: ['text'],
  },
  Tag: {
    key: keyOf({ recapId: 'uuid', name: 'text' }),
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND t."recapId" IN (${OWN_RECAPS})`,
    words: ['name'],
  },
  Delivery: {
    key: keyOf({ conversationId: 'uuid', copy: 'int', part: 'int' }),
    ofWorkspace: 't."conversationId" IN (SELECT id FROM "Conversation" WHERE "workspaceId" = $1)',
    ofPerson: `t."conversationId" IN (${OWN_CONVERSATIONS})`,
  },
  EngineCall: { key: ID, ofWorkspace: OF_WORKSPACE, ofPerson: null },
  DayFigures: {
    key: keyOf({ workspaceId: 'text', day: 'date' }),
    ofWorkspace: OF_WORKSPACE,
    ofPerson: null,
  },
  ModelFigures: {
    key: keyOf({ workspaceId: 'text', day: 'date', model: 'text' }),
    ofWorkspace: OF_WORKSPACE,
    ofPerson: null,
  },
  ChannelFigures: {
    key: keyOf({ workspaceId: 'text', month: 'date', channelId: 'text' }),
    ofWorkspace: OF_WORKSPACE,
    ofPerson: null,
  },
  ChannelQuarterFigures: {
    key: keyOf({ workspaceId: 'text', quarter: 'date', channelId: 'text' }),
    ofWorkspace: OF_WORKSPACE,
    ofPerson: null,
  },
  ItemFigures: { leftOut: 'counts of a whole organization' },
  OrganizationFigures: { leftOut: 'counts of a whole organization' },
  OrganizationModelFigures: { leftOut: 'counts of a whole organization' },
  AdminSession: {
    key: TEXT_ID,
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND t."userId" = $2`,
    secret: ['id', 'csrfToken'],
  },
  SignInLink: {
    key: TEXT_ID,
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND t."userId" = $2`,
    secret: ['id'],
  },
  ApiToken: {
    key: ID,
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `${OF_WORKSPACE} AND t."createdBy" = $2`,
    secret: ['hash', 'ending'],
  },
  AuditEntry: {
    key: ID,
    ofWorkspace: OF_WORKSPACE,
    ofPerson: `(${OF_WORKSPACE} OR (t."workspaceId" IS NULL AND t."organizationId" IN (${ORGANIZATION})))
      AND (t.actor = $2 OR t.target IN ($2, ${THEIR_MARK}))`,
  },
  EngineProbe: {
    key: ID,
    // Those of a Grid organization are nobody's of its workspaces.
    ofWorkspace: 't."organizationId" = $1',
    ofPerson: `t."organizationId" IN (${ORGANIZATION}) AND t."askedBy" = $2`,
  },
  AuthAttempt: { leftOut: 'a browser on its way to Slack, of whom nothing is known yet; gone within days' },
  EnginePart: {
    key: keyOf({ key: 'text' }),
    ofWorkspace: `starts_with(t.key, $1 || ' ')`,
    ofPerson: null,
    ofPersonInWords: String.raw`starts_with(t.key, $1 || ' ') AND t.answer::text ~ ('\m' || $2 || '\M')`,
    words: ['answer'],
  },
  WorkerBeat: { leftOut: 'which of Recall’s own processes are alive' },
};
