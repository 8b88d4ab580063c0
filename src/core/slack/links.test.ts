import { expect, it } from 'vitest';
import { messageUrl } from './links.ts';

const WORKSPACE = 'https://acme.slack.com/';

// The forms that chat.getPermalink answers with: see docs.slack.dev/reference/methods/chat.getPermalink.
it.each([
  [
    'a message in no thread',
    { ts: '1699013100.000200', threadTs: null },
    'https://acme.slack.com/archives/C1/p1699013100000200',
  ],
  [
    'the root of a thread',
    { ts: '1699013100.000200', threadTs: '1699013100.000200' },
    'https://acme.slack.com/archives/C1/p1699013100000200',
  ],
  [
    'a reply',
    { ts: '1699013200.000300', threadTs: '1699013100.000200' },
    'https://acme.slack.com/archives/C1/p1699013200000300?thread_ts=1699013100.000200&cid=C1',
  ],
])('leads to %s as its permalink does', (_, ref, url) => {
  expect(messageUrl(WORKSPACE, 'C1', ref)).toBe(url);
});

it('opens the channel where the workspace’s address is not known yet', () => {
  expect(messageUrl('', 'C1', { ts: '1699013100.000200', threadTs: null })).toBe(
    'https://slack.com/app_redirect?channel=C1',
  );
});
