import { RecallError } from '../../domain/errors.ts';
import type { Call } from './call.ts';
import type { OpenView, Slack } from './slack.ts';

type Views = Pick<Slack, 'openView' | 'pushView' | 'updateView' | 'publishHome'>;

/** Modals and the App Home. A trigger is good for one use, so what spends it is not repeated. */
export function views(call: Call): Views {
  return {
    async openView({ triggerId, view }) {
      const args = { trigger_id: triggerId, view };
      return toOpenView('views.open', await call('views.open', ({ single }) => single.views.open(args)));
    },
    async pushView({ triggerId, view }) {
      const args = { trigger_id: triggerId, view };
      return toOpenView('views.push', await call('views.push', ({ single }) => single.views.push(args)));
    },
    async updateView({ viewId, hash, view }) {
      const args = { view_id: viewId, view, ...(hash ? { hash } : {}) };
      return toOpenView(
        'views.update',
        await call('views.update', ({ patient }) => patient.views.update(args)),
      );
    },
    async publishHome({ userId, view }) {
      await call('views.publish', ({ patient }) => patient.views.publish({ user_id: userId, view }));
    },
  };
}

function toOpenView(method: string, { view }: { view?: { id?: string; hash?: string } }): OpenView {
  if (!view?.id || !view.hash) throw new RecallError('slack_refused', `${method}: an answer without a view`);
  return { id: view.id, hash: view.hash };
}
