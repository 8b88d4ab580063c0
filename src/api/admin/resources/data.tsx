import { z } from 'zod';
import { type Acted, action, type Download, resource } from '../resource.ts';
import { Confirm } from '../views/confirm.tsx';
import { Person } from '../views/names.tsx';
import { personField, workspaceField } from './fields.ts';
import { isTaken } from './queueing.ts';
import { idsByWorkspace, sees } from './scope.ts';

const ofWorkspace = z.object({ workspace: workspaceField });
const ofPerson = z.object({ workspace: workspaceField, person: personField });

export const workspaceExport: Download<typeof ofWorkspace> = {
  path: '/data/workspace.json',
  summary: 'Everything about a workspace, without the words of recaps',
  query: ofWorkspace,
  contentType: 'application/json',
  isExpensive: true,
  async open({ workspace }, context) {
    if (!(await sees(context, workspace))) return null;
    const { store, viewer, now } = context;
    const options = { texts: false, actor: viewer.actor, now: now() };
    return {
      filename: `recall-${workspace}.json`,
      pieces: store.data.exportWorkspace(workspace, options),
    };
  },
};

export const personExport: Download<typeof ofPerson> = {
  path: '/data/person.json',
  summary: 'Everything about a person, without the words of recaps',
  query: ofPerson,
  contentType: 'application/json',
  isExpensive: true,
  async open({ workspace, person }, context) {
    if (!(await sees(context, workspace))) return null;
    const { store, viewer, now } = context;
    const options = { texts: false, actor: viewer.actor, now: now() };
    return {
      filename: `recall-${workspace}-${person}.json`,
      pieces: store.data.exportPerson(workspace, person, options),
    };
  },
};

export const confirmErase = resource({
  path: '/data/erase',
  title: 'Delete a person’s data',
  navigation: null,
  query: ofPerson,
  answer: ofPerson,
  read: async (query, context) => ((await sees(context, query.workspace)) ? query : null),
  peopleOf: ({ workspace, person }) => idsByWorkspace([{ workspaceId: workspace }], () => [person]),
  view: ({ workspace, person }, frame) => (
    <Confirm
      frame={frame}
      title="Delete this person’s data?"
      button="Delete it for good"
      fields={{ workspace, person }}
      back="/admin/settings"
    >
      <p>
        Everything that Recall keeps about <Person id={person} people={frame.people} /> (<code>{person}</code>
        ) in <code>{workspace}</code> is deleted: the recaps for them alone, in Slack too, and the digests for
        them alone. Other recaps no longer name them, and their digests of channels are paused. From then on
        their words are left out. It cannot be undone. Their messages in Slack stay.
      </p>
    </Confirm>
  ),
});

export const erasePerson = action({
  path: '/data/erase',
  summary: 'Delete everything that is kept about a person',
  body: ofPerson,
  isForPeople: true,
  isExpensive: true,
  async act({ workspace, person }, context): Promise<Acted | null> {
    if (!(await sees(context, workspace))) return null;
    const { store, producer, viewer, now } = context;
    await store.data.requestErasure(workspace, person, { actor: viewer.actor, now: now() });
    // Where the queue is away, housekeeping comes to it.
    await isTaken(
      producer.enqueue('erase_person', { workspaceId: workspace, userId: person }, { again: true }),
      context,
    );
    return {
      notice: {
        kind: 'done',
        text: `What is kept about ${person} is being deleted. The audit log says when it is done.`,
      },
      goTo: '/settings',
      audit: null,
    };
  },
});
