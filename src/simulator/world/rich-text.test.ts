import { expect, it } from 'vitest';
import { richTextOf } from './rich-text.ts';

function elementsOf(mrkdwn: string): unknown {
  const [section] = richTextOf(mrkdwn, 'b1').elements;
  return section?.elements;
}

it('finds mentions, channels, links and emoji in a message', () => {
  expect(elementsOf('<@U1> see <https://x.example/?a=1&amp;b=2|the plan> in <#C1|general> :tada:')).toEqual([
    { type: 'user', user_id: 'U1' },
    { type: 'text', text: ' see ' },
    { type: 'link', url: 'https://x.example/?a=1&b=2', text: 'the plan' },
    { type: 'text', text: ' in ' },
    { type: 'channel', channel_id: 'C1' },
    { type: 'text', text: ' ' },
    { type: 'emoji', name: 'tada' },
  ]);
});

it('shows escaped characters as themselves, and times as text', () => {
  expect(elementsOf('a &lt;b&gt; &amp; c at 10:30:15')).toEqual([
    { type: 'text', text: 'a <b> & c at 10:30:15' },
  ]);
});

it('knows the words that call everyone', () => {
  expect(elementsOf('<!here>')).toEqual([{ type: 'broadcast', range: 'here' }]);
});
