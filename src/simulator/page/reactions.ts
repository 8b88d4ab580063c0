import type { Channel, Message } from '../world/types.ts';
import { renderDeedButton } from './deed-form.ts';
import { type Html, html, NOTHING } from './html.ts';
import { emoji } from './inline.ts';
import { nameOf, type Viewing } from './viewing.ts';

/** The reactions to a message; a click adds the viewer's own, or takes it away. */
export function renderReactions({ ts, reactions = [] }: Message, channel: Channel, viewing: Viewing): Html {
  if (reactions.length === 0) return NOTHING;
  const { world, viewer } = viewing;
  const pills = reactions.map(({ name, users, count }) => {
    const people = users
      .map((id) => world.person(id))
      .map((person, index) => (person ? nameOf(person) : users[index]));
    const isOwn = users.includes(viewer.id);
    return renderDeedButton({
      deed: isOwn ? 'unreact' : 'react',
      on: [channel.id, ts, name],
      label: html`${emoji(name)} ${count}`,
      look: isOwn ? 'reaction reaction-own' : 'reaction',
      description: `${people.join(', ')}: ${name}`,
    });
  });
  return html`<div class="reactions">${pills}</div>`;
}
