import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { currentContext, withContext } from './context.ts';

it('is empty outside of any work', () => {
  expect(currentContext()).toEqual({});
});

it('adds ids to those of the work around it, and forgets them afterwards', () => {
  withContext({ work: 'job recap', channelId: 'C1' }, () => {
    withContext({ conversationId: 'c1', channelId: 'C2' }, () => {
      expect(currentContext()).toEqual({ work: 'job recap', conversationId: 'c1', channelId: 'C2' });
    });
    expect(currentContext()).toEqual({ work: 'job recap', channelId: 'C1' });
  });
});

it('keeps the ids of pieces of work apart that run at the same time', async () => {
  const idSeenBy = (conversationId: string) =>
    withContext({ conversationId }, async () => {
      await turn();
      return currentContext().conversationId;
    });
  expect(await Promise.all([idSeenBy('c1'), idSeenBy('c2')])).toEqual(['c1', 'c2']);
});
