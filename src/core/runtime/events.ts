import type { Trigger } from '../domain/conversation.ts';
import { type ErrorCode, isOrdinary, type RecallError } from '../domain/errors.ts';
import type { Receipt, Stage } from '../domain/recap.ts';
import type { Coverage } from '../domain/transcript.ts';
import type { Logger } from './logger.ts';

/** What happens in Recall that an operator wants to read or count; one method an event. Ids come from the context. */
export interface Events {
  pickedUp(event: { trigger: Trigger }): void;
  deliveredAgain(event: { trigger: Trigger }): void;
  joined(event: { trigger: Trigger }): void;
  cancelled(): void;
  pickUpFailed(event: { error: RecallError }): void;
  enqueueFailed(event: { error: RecallError }): void;
  placeholderFailed(event: { error: RecallError }): void;
  personNotTold(event: { code: ErrorCode | null; error: unknown }): void;
  stageDone(event: { stage: Stage; ms: number }): void | Promise<void>;
  recapDone(event: { run: number; receipt: Receipt; coverage: Coverage }): void;
  recapUnchanged(): void;
  recapWaits(event: { error: RecallError; waitMs: number }): void;
  /** Nothing more is done until Recall is installed again. */
  rests(event: { error: RecallError }): void;
  recapRetries(event: { error: RecallError; attempt: number }): void;
  recapFailed(event: { error: RecallError; run: number }): void;
  blocksRefused(event: { error: RecallError }): void;
  notShown(event: {
    what: 'recap' | 'digest' | 'home' | 'modal' | 'welcome' | 'action item' | 'decision';
    error: RecallError;
  }): void;
  eventsHeldBack(event: { since: Date | null }): void;
  installed(event: { installationId: string; isOrgWide: boolean; workspaces: number; scopes: number }): void;
  /** Somebody came back from Slack whom nothing was installed for. */
  notInstalled(event: { why: string; error?: RecallError }): void;
  installationEnded(event: { for: string; workspaces: number }): void;
  installationNotEnded(event: { error: RecallError }): void;
  /** Slack refused the token in the environment, while another process of this Recall has a newer one that holds. */
  tokenIsStale(): void;
  /** What Slack delivered is of no workspace that Recall works in. */
  notOurs(event: { kind: string; workspaceId: string | null }): void;
  reminded(event: { kind: 'due' | 'overdue' }): void;
  reminderFailed(event: { error: RecallError }): void;
  lookedForReminders(): void;
  digestOpened(event: { channels: number; isLate: boolean; folded: number }): void;
  digestPosted(event: { channels: number }): void;
  /** Nothing happened, or nothing could be made. */
  digestSilent(event: { hasFailed: boolean }): void;
  digestPaused(event: { code: ErrorCode }): void;
  digestFailed(event: { error: RecallError }): void;
  lookedForDigests(): void;
  struck(event: { recaps: number }): void;
  swept(event: { enqueued: number; failed: number }): void;
  /** What was over its time is deleted. */
  keptHouse(event: { workspaces: number; conversations: number }): void;
  housekeepingFailed(event: { error: RecallError }): void;
  channelPurged(event: { conversations: number }): void;
  /** What was kept about a person is deleted, as they or an admin wished. */
  personErased(event: { deleted: number; renamed: number }): void;
}

export function createEvents(logger: Logger): Events {
  const ended = (error: RecallError, fields: object, words: string) => {
    if (isOrdinary(error.code)) logger.info({ ...fields, errorCode: error.code }, words);
    else logger.error({ ...fields, errorCode: error.code, err: error }, words);
  };
  return {
    pickedUp: (event) => logger.info(event, 'picked up'),
    deliveredAgain: (event) => logger.info(event, 'delivered again by Slack, nothing to do'),
    joined: (event) => logger.info(event, 'is being read already, joined'),
    cancelled: () => logger.info('cancelled by a person'),
    pickUpFailed: ({ error }) => ended(error, {}, 'not picked up'),
    enqueueFailed: ({ error }) => logger.warn({ err: error }, 'not enqueued; the sweep will bring it'),
    placeholderFailed: ({ error }) => logger.warn({ err: error }, 'the placeholder was not posted'),
    personNotTold: ({ code, error }) =>
      logger.warn({ errorCode: code, err: error }, 'the person could not be told'),
    stageDone: (event) => logger.debug(event, 'stage done'),
    recapDone: ({ run, receipt, coverage }) =>
      logger.info({ run, ...receipt, found: coverage.found, read: coverage.read }, 'recap done'),
    recapUnchanged: () => logger.info('nothing changed since the recap before'),
    recapWaits: ({ error, waitMs }) => logger.warn({ errorCode: error.code, waitMs }, 'recap waits'),
    rests: ({ error }) => logger.warn({ errorCode: error.code }, 'rests until Recall is installed again'),
    recapRetries: ({ error, attempt }) => logger.warn({ err: error, attempt }, 'recap will be tried again'),
    recapFailed: ({ error, run }) => ended(error, { run }, 'recap failed'),
    blocksRefused: ({ error }) =>
      logger.error({ err: error }, 'Slack refused the blocks; sent as plain text'),
    notShown: ({ what, error }) =>
      logger.warn({ what, errorCode: error.code, err: error }, 'not shown in Slack'),
    eventsHeldBack: (event) =>
      logger.warn(event, 'Slack holds events back: the workspace had more than it delivers in an hour'),
    installed: (event) => logger.info(event, 'installed'),
    notInstalled: ({ why, error }) => logger.warn({ why, err: error }, 'not installed'),
    installationEnded: (event) => logger.warn(event, 'an installation has ended: its work stops'),
    installationNotEnded: ({ error }) =>
      logger.error({ err: error }, 'the end of an installation could not be written down'),
    tokenIsStale: () =>
      logger.error(
        'SLACK_BOT_TOKEN was renewed since this process started: restart it with the one of today',
      ),
    notOurs: (event) => logger.warn(event, 'delivered for a workspace that Recall is not installed in'),
    lookedForReminders: () => logger.debug('looked for reminders'),
    reminded: (event) => logger.info(event, 'reminded of an action item'),
    reminderFailed: ({ error }) =>
      logger.warn({ errorCode: error.code, err: error }, 'a reminder was not posted'),
    digestOpened: (event) => logger.info(event, 'a digest is due'),
    digestPosted: (event) => logger.info(event, 'digest posted'),
    digestSilent: (event) => logger.info(event, 'digest not posted'),
    digestPaused: ({ code }) => logger.warn({ errorCode: code }, 'digest paused'),
    digestFailed: ({ error }) => ended(error, {}, 'digest failed'),
    lookedForDigests: () => logger.debug('looked for digests'),
    struck: (event) => logger.info(event, 'struck what rested on a message that was deleted or edited'),
    swept: (event) => {
      const level = event.enqueued + event.failed > 0 ? 'info' : 'debug';
      logger[level](event, 'swept');
    },
    keptHouse: (event) => {
      const level = event.workspaces + event.conversations > 0 ? 'info' : 'debug';
      logger[level](event, 'deleted what was over its time');
    },
    housekeepingFailed: ({ error }) =>
      logger.error({ errorCode: error.code, err: error }, 'what is over its time could not be deleted'),
    channelPurged: (event) => logger.info(event, 'deleted what was kept about a channel'),
    personErased: (event) => logger.info(event, 'deleted what was kept about a person'),
  };
}
