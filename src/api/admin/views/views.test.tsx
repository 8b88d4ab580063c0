import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import * as samples from '../../../../tests/support/admin-samples.ts';
import type { PageFrame } from '../resource.ts';
import { ActionItemsView } from './action-items.tsx';
import { AuditView } from './audit.tsx';
import { ChannelRetentionView } from './channel-retention.tsx';
import { ChannelsView } from './channels.tsx';
import { Confirm } from './confirm.tsx';
import { ConversationView } from './conversation/index.tsx';
import { ConversationsView } from './conversations.tsx';
import { DigestsView } from './digests.tsx';
import { FeedbackView } from './feedback.tsx';
import { OverviewView } from './overview/index.tsx';
import { SettingsView } from './settings/index.tsx';
import { UsageView } from './usage.tsx';
import { WorkspacesView } from './workspaces.tsx';

type Words = samples.Words;

const plain: Words = (words) => words;
const EVIL = `"><script>alert('mine')</script>`;
const evil: Words = () => EVIL;

function frameWith(words: Words, query: Record<string, string> = {}): PageFrame {
  return {
    viewer: {
      organizationId: 'T0ACME',
      workspaceIds: null,
      workspaceId: 'T0ACME',
      userId: 'U0MARA',
      actor: 'U0MARA',
      scopes: ['read', 'write'],
      csrfToken: 'token',
    },
    path: '/admin/page',
    query,
    csrf: <input type="hidden" name="_csrf" value="token" />,
    notice: null,
    now: samples.SAMPLE_NOW,
    people: new Map([...samples.SAMPLE_PEOPLE].map(([id, name]) => [id, words(name)])),
  };
}

const views: Record<string, (words: Words, frame: PageFrame) => VNode> = {
  overview: (words, frame) => {
    const answer = { ...samples.sampleOverview(), health: samples.sampleHealth(words) };
    answer.failures = answer.failures.map((failure) => ({ ...failure, errorCode: words(failure.errorCode) }));
    return <OverviewView answer={answer} frame={frame} />;
  },
  workspaces: (words, frame) => <WorkspacesView answer={samples.sampleWorkspaces(words)} frame={frame} />,
  channels: (words, frame) => <ChannelsView answer={samples.sampleChannels(words)} frame={frame} />,
  retention: (words, frame) => <ChannelRetentionView answer={aChannel(words)} frame={frame} />,
  conversations: (words, frame) => (
    <ConversationsView answer={samples.sampleConversations(words)} frame={frame} />
  ),
  conversation: (words, frame) => (
    <ConversationView answer={samples.sampleConversation(words)} frame={frame} />
  ),
  digests: (words, frame) => <DigestsView answer={samples.sampleDigests(words)} frame={frame} />,
  actionItems: (words, frame) => <ActionItemsView answer={samples.sampleActionItems(words)} frame={frame} />,
  feedback: (words, frame) => <FeedbackView answer={samples.sampleFeedback(words)} frame={frame} />,
  usage: (words, frame) => <UsageView answer={samples.sampleUsage(words)} frame={frame} />,
  usageByChannel: (words, frame) => (
    <UsageView answer={samples.sampleUsage(words, 'channel')} frame={frame} />
  ),
  settings: (words, frame) => (
    <SettingsView
      answer={{
        ...samples.sampleSettings(words),
        engine: { name: 'bedrock', model: words('a model'), status: 'degraded', fix: words('Ask for more.') },
      }}
      frame={frame}
    />
  ),
  audit: (words, frame) => <AuditView answer={samples.sampleAudit(words)} frame={frame} />,
};

function aChannel(words: Words) {
  const [channel] = samples.sampleChannels(words).rows;
  if (!channel) throw new Error('the sample is gone');
  return channel;
}

function drawn(name: string, words: Words = plain, query: Record<string, string> = {}): string {
  return renderToString(views[name]?.(words, frameWith(words, query)) ?? <p />);
}

describe.each(Object.keys(views))('the page of %s', (name) => {
  it('shows as letters whatever stands in names, ids and words', () => {
    const query = Object.fromEntries(
      [
        'workspace',
        'search',
        'channel',
        'person',
        'from',
        'error',
        'actor',
        'assignee',
        'days',
        'cursor',
      ].map((field) => [field, EVIL]),
    );
    expect(drawn(name, evil, query)).not.toContain('<script');
    expect(drawn(name, evil, query)).toContain('&lt;script>');
  });

  it('has one heading of the first order, and neither style nor script within it', () => {
    const html = drawn(name);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).not.toMatch(/ style=| on[a-z]+=|<style|<script/);
  });

  it('sends back the token of its frame with every form that changes something', () => {
    const forms = drawn(name).match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? [];
    for (const form of forms) expect(form).toContain('name="_csrf"');
  });
});

describe('what is shown', () => {
  it('of the overview, every chart has its words and its table', () => {
    const html = drawn('overview');
    for (const title of ['Recaps per day', 'From request to post', 'Cost per day'])
      expect(html).toMatch(new RegExp(`<title id="[a-z-]+">${title}</title>`));
    expect(html.match(/<svg class="chart-plot" role="img"/g)).toHaveLength(3);
    expect(html.match(/<details class="chart-table">/g)).toHaveLength(3);
    expect(html).toContain('Most were made on');
    expect(html).toContain('$21.40 of $25.00 spent this month (86%)');
    expect(html).toContain('/admin/conversations?state=failed&amp;error=engine_throttled');
  });

  it('of a failed conversation, what it ended in and what mends it', () => {
    const html = drawn('conversation');
    expect(html).toContain('engine_throttled');
    expect(html).toContain('BEDROCK_FALLBACK_MODEL_ID');
    expect(html).toContain('read 412 of 1,530 messages');
    expect(html).toContain('https://acme.slack.com/archives/C0BOOKING/p1700000000000200');
  });

  it('of a channel that the viewer may not know, its id alone', () => {
    expect(drawn('channels')).toContain('Channel <code>C0SECRET</code>');
  });

  it('of several workspaces, which of them each row is of', () => {
    expect(drawn('channels')).toContain('>Workspace</th>');
    expect(drawn('conversations')).not.toContain('>Workspace</th>');
  });

  it('of a list, the way to its next page with the filter kept', () => {
    expect(drawn('conversations', plain, { state: 'failed', cursor: 'before' })).toContain(
      'href="/admin/page?state=failed&amp;cursor=more"',
    );
  });

  it('of nothing, why there is nothing', () => {
    const html = renderToString(<DigestsView answer={{ rows: [], next: null }} frame={frameWith(plain)} />);
    expect(html).toContain('No digest is set up');
    expect(html).not.toContain('<table');
  });

  it('of usage, what it came to in all, and not in the rows that are shown', () => {
    expect(drawn('usage')).toContain('>$13.14<');
    expect(drawn('usage')).toContain('They are in the figures above it, and in the CSV.');
  });

  it('of a conversation without a recap, what was spent on it all the same', () => {
    const paid = { ...samples.sampleConversation(), receipt: null };
    const shown = (costUsd: number | null) =>
      renderToString(<ConversationView answer={{ ...paid, costUsd }} frame={frameWith(plain)} />);
    expect(shown(0.0042)).toContain('What the model answered cost $0.0042.');
    expect(shown(null)).toContain('No model has answered.');
  });

  it('of budgets, how many workspaces have none beside those that have one', () => {
    const overview = samples.sampleOverview();
    const budget = { ...overview.budget, unlimited: 2 };
    const html = renderToString(
      <OverviewView
        answer={{ ...overview, budget, health: samples.sampleHealth(plain) }}
        frame={frameWith(plain)}
      />,
    );
    expect(html).toContain('Budgets are $25.00 together; 2 workspaces have none.');
  });

  it('of a question, what is asked and the way back', () => {
    const html = renderToString(
      <Confirm
        frame={frameWith(plain)}
        title="Sure?"
        button="Yes"
        back="/admin/page"
        fields={{ person: EVIL }}
      >
        It is gone then.
      </Confirm>,
    );
    expect(html).toContain('action="/admin/page"');
    expect(html).toContain('href="/admin/page"');
    expect(html).not.toContain('<script');
  });

  it.each([
    [{ answeredAt: null, askedAt: '2026-11-23T09:29:30.000Z' }, 'waits for a worker', 'data-refresh'],
    [{ answeredAt: null, askedAt: '2026-11-23T09:00:00.000Z' }, 'was not answered', 'Look again'],
    [{ errorCode: 'engine_denied' }, 'bedrock:InvokeModel', 'notice-refused'],
    [{}, 'went well, in 1.8 s', 'notice-done'],
  ])('of a test of the engine, how far it is: %o', (change, words, mark) => {
    const { probe, ...settings } = samples.sampleSettings();
    if (!probe) throw new Error('the sample is gone');
    const html = renderToString(
      <SettingsView
        answer={{
          ...settings,
          probe: { ...probe, ...change },
          engine: { name: 'builtin', model: null, status: 'ok', fix: null },
        }}
        frame={frameWith(plain)}
      />,
    );
    expect(html).toContain(words);
    expect(html).toContain(mark);
  });
});
