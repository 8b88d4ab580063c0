import type { VNode } from 'preact';
import type { ChannelsPage } from '../../../core/domain/admin/channels.ts';
import type { PageFrame } from '../resource.ts';
import { Head } from './head.tsx';
import { Channel, channelWords } from './names.tsx';

/** How long the recaps of one channel are kept, to change. */
export function ChannelRetentionView({
  answer,
  frame,
}: {
  answer: ChannelsPage['rows'][number];
  frame: PageFrame;
}): VNode {
  const { workspaceId, workspaceName, id, name, retentionDays } = answer;
  const list = frame.query.list === undefined ? '/admin/channels' : `/admin/channels?${frame.query.list}`;
  return (
    <>
      <Head
        above={<a href={list}>Channels</a>}
        title={`How long recaps of ${channelWords({ id, name })} are kept`}
        lead={
          <>
            <Channel id={id} name={name} /> of {workspaceName}
          </>
        }
      />
      <section class="card" aria-label="Retention">
        <form method="post" action={frame.path} class="form">
          {frame.csrf}
          <input type="hidden" name="workspace" value={workspaceId} />
          <input type="hidden" name="channel" value={id} />
          <label class="field">
            <span>Days</span>
            <input
              type="number"
              name="retentionDays"
              min="0"
              max="36500"
              step="1"
              value={retentionDays ?? ''}
            />
            <small>
              Empty: as the workspace has it. 0: for ever. Older recaps are deleted within the hour.
            </small>
          </label>
          <div class="buttons">
            <button class="button button-main" type="submit">
              Save
            </button>
            <a class="button" href={list}>
              Go back
            </a>
          </div>
        </form>
      </section>
    </>
  );
}
