import { describe, expect, it } from 'vitest';
import { messageUrl } from '../../core/slack/links.ts';
import { parseMessageLink } from './message-link.ts';

const [root, reply] = ['1700000000.123456', '1700000009.000200'];

describe('a link to a message', () => {
  it('is read back from what Recall itself links to', () => {
    const link = (ref: { ts: string; threadTs: string | null }) =>
      parseMessageLink(messageUrl('https://acme.slack.com/', 'C123', ref));
    const where = { workspaceHost: 'acme.slack.com', channelId: 'C123' };
    expect(link({ ts: reply, threadTs: root })).toEqual({ ...where, messageTs: reply, threadTs: root });
    expect(link({ ts: root, threadTs: null })).toEqual({ ...where, messageTs: root, threadTs: root });
  });

  it('may be of a Grid workspace, a private channel or a direct message', () => {
    expect(parseMessageLink('https://Acme.enterprise.slack.com/archives/D1/p1700000000123456')).toMatchObject(
      {
        workspaceHost: 'acme.enterprise.slack.com',
        channelId: 'D1',
      },
    );
  });

  it('may be the address of a thread in the browser', () => {
    expect(parseMessageLink(`https://app.slack.com/client/T1/C1/thread/C1-${root}`)).toEqual({
      workspaceHost: 'app.slack.com',
      channelId: 'C1',
      messageTs: root,
      threadTs: root,
    });
  });

  it.each([
    'https://acme.slack.com/archives/C123',
    'https://acme.slack.com/archives/C123/p17000000001234',
    'https://acme.slack.com/archives/U123/p1700000000123456',
    'https://acme.slack.com/archives/C123/p1700000000123456?thread_ts=yesterday',
    'https://acme.slack.com.example.com/archives/C123/p1700000000123456',
    'https://notslack.com/archives/C123/p1700000000123456',
    'http://acme.slack.com/archives/C123/p1700000000123456',
    'https://app.slack.com/client/T1/C1',
    'https://[',
    'yesterday',
    '',
  ])('is not `%s`', (link) => {
    expect(parseMessageLink(link)).toBeNull();
  });
});
