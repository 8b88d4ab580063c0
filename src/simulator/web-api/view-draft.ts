import { type CheckedView, checkView } from '../block-kit/check.ts';
import { LIMITS } from '../block-kit/limits.ts';
import { withIds } from '../block-kit/unique-ids.ts';
import type { TextObject } from '../world/types.ts';
import type { ViewDraft } from '../world/views.ts';
import { invalidArguments, Refusal } from './refusal.ts';

/** Checks a view as an app gives it, in an argument or in the answer to a submission; throws the Refusal Slack gives. */
export function viewDraftOf(given: unknown, type: 'modal' | 'home'): ViewDraft {
  if (Buffer.byteLength(JSON.stringify(given)) > LIMITS.viewBytes) throw new Refusal('view_too_large');
  const checked = checkView(given);
  if (!checked.ok) throw invalidArguments(...checked.problems);
  const view = checked.value;
  if (view.type !== type) throw invalidArguments(`must be of type ${type} [json-pointer:/view/type]`);
  return {
    type,
    blocks: withIds(view.blocks),
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    external_id: view.external_id ?? '',
    title: textOf(view.title),
    submit: textOf(view.submit),
    close: textOf(view.close),
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
  };
}

function textOf(given: CheckedView['title']): TextObject | null {
  return given === undefined ? null : { type: 'plain_text', text: given.text, emoji: given.emoji ?? true };
}
