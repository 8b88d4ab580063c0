import type { AnyAction, AnyDownload, AnyResource } from '../resource.ts';
import { changeChannelRetention, changeModes, channelRetention, channelsResource } from './channels.tsx';
import { cancelConversation, confirmCancel, retryConversation } from './conversation-acts.tsx';
import { conversationResource, conversationsResource } from './conversations.tsx';
import { confirmErase, erasePerson, personExport, workspaceExport } from './data.tsx';
import { digestsResource, pauseDigest, resumeDigest } from './digests.tsx';
import { overviewResource } from './overview.tsx';
import { actionItemsResource, auditResource, feedbackResource } from './reports.tsx';
import { changeSettings, settingsResource, testEngine } from './settings.tsx';
import { usageDownload, usageResource } from './usage.tsx';
import { workspacesResource } from './workspaces.tsx';

/** Every page of the admin view, in the order of the navigation. */
export const RESOURCES: readonly AnyResource[] = [
  overviewResource,
  workspacesResource,
  channelsResource,
  channelRetention,
  conversationsResource,
  conversationResource,
  confirmCancel,
  digestsResource,
  actionItemsResource,
  feedbackResource,
  usageResource,
  settingsResource,
  confirmErase,
  auditResource,
];

/** Everything that can be done in it. */
export const ACTIONS: readonly AnyAction[] = [
  changeModes,
  changeChannelRetention,
  retryConversation,
  cancelConversation,
  pauseDigest,
  resumeDigest,
  changeSettings,
  testEngine,
  erasePerson,
];

/** Files to take away. */
export const DOWNLOADS: readonly AnyDownload[] = [usageDownload, workspaceExport, personExport];
