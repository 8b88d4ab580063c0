import type { StoredView } from '../../world/types.ts';
import { enteredIn } from '../surface.ts';
import { click } from './clicking.ts';
import { type Asked, type Deed, fieldOf, type Outcome, reportOn } from './deed.ts';
import { entriesIn, missingIn } from './entries.ts';
import { settled } from './settling.ts';

/** A click in the Home tab or in a modal, or a modal's being sent or closed. What was entered is kept whatever comes of it. */
export const useView: Deed = async (asked) => {
  const { form, viewing, actor, playground } = asked;
  const viewId = fieldOf(form, 'view');
  const { world, viewer } = viewing;
  const home = world.homeView(viewer.id);
  if (home?.id === viewId) {
    const surface = { blocks: home.blocks, entered: enteredIn(form) };
    return click(surface, asked, (clicked) => actor.click({ viewId, ...clicked }));
  }
  const view = world.openViews(viewer.id).at(-1);
  if (view?.id !== viewId) return { notice: 'That window has been closed already.' };
  playground.drafts.keep(viewId, enteredIn(form));
  if (form.has('close')) return close(view, asked);
  if (form.has('submit')) return submit(view, asked);
  const surface = { blocks: view.blocks, entered: playground.drafts.of(viewId).entered };
  return click(surface, asked, (clicked) => actor.click({ viewId, ...clicked }));
};

async function close({ id: viewId }: StoredView, { actor, viewing, playground }: Asked): Promise<Outcome> {
  const closing = actor.closeView({ viewId }).then((delivery) => (delivery === undefined ? [] : [delivery]));
  return reportOn(await settled(closing, playground.traffic), viewing);
}

async function submit(view: StoredView, { form, actor, viewing, playground }: Asked): Promise<Outcome> {
  const { drafts, traffic } = playground;
  if (form.get('hash') !== view.hash) {
    return { notice: 'This window has changed while you were writing. Have a look, then send it again.' };
  }
  const values = entriesIn(drafts.of(view.id).entered, view.blocks, viewing);
  const missing = missingIn(view.blocks, values);
  if (Object.keys(missing).length > 0) {
    drafts.object(view.id, missing);
    return {};
  }
  const submission = await settled(actor.submitView({ viewId: view.id, values }), traffic);
  if (submission?.errors !== undefined) drafts.object(view.id, submission.errors);
  return reportOn(submission && [submission.delivery], viewing);
}
