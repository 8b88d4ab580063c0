import type { VNode } from 'preact';
import type { ChannelsPage } from '../../../core/domain/admin/channels.ts';
import { CHANNEL_MODES } from '../../../core/domain/channel.ts';
import type { PageFrame } from '../resource.ts';
import { Badge } from './badge.tsx';
import { Empty } from './empty.tsx';
import { Choice, Filters, Search } from './filters.tsx';
import { counted, formatCount, formatLanguage } from './formats.ts';
import { Head } from './head.tsx';
import { Channel, channelWords, isAcross, OneWorkspace } from './names.tsx';
import { linkTo, Paging, Table } from './table.tsx';
import { Time } from './time.tsx';
import { MODE_NAMES } from './words.ts';

/** Channels that Recall has to do with, and what it may do there. */
export function ChannelsView({ answer, frame }: { answer: ChannelsPage; frame: PageFrame }): VNode {
  return (
    <>
      <Head
        title="Channels"
        lead="What Recall may do in each channel, and what it read there. Private channels that you are not in have no name here."
      />
      <OneWorkspace frame={frame} name={answer.rows[0]?.workspaceName} />
      <Filters frame={frame}>
        <Search name="search" label="Name" query={frame.query} placeholder="Part of a name" />
        <Choice name="mode" label="Mode" values={CHANNEL_MODES} names={MODE_NAMES} query={frame.query} />
      </Filters>
      {answer.rows.length === 0 ? (
        <Empty title="No such channel">
          A channel appears here once Recall was added to it, or somebody asked for a recap there.
        </Empty>
      ) : (
        <form method="post" action="/admin/channels/mode" class="bulk">
          {frame.csrf}
          <ChannelTable answer={answer} frame={frame} />
          <ModeChange />
        </form>
      )}
      <Paging path={frame.path} query={frame.query} next={answer.next} />
    </>
  );
}

function ChannelTable({ answer: { rows }, frame }: { answer: ChannelsPage; frame: PageFrame }): VNode {
  const list = new URLSearchParams(frame.query).toString();
  return (
    <Table
      caption="Channels"
      rows={rows}
      columns={[
        {
          label: <span data-select-all>Pick</span>,
          cell: ({ workspaceId, id, name }) => (
            <input
              type="checkbox"
              name="channels"
              value={`${workspaceId}.${id}`}
              aria-label={`Pick ${channelWords({ id, name })}`}
            />
          ),
        },
        {
          label: 'Channel',
          isHeader: true,
          cell: ({ id, name, isPrivate }) => (
            <>
              <a href={linkTo('/admin/conversations', { channel: id })}>
                <Channel id={id} name={name} />
              </a>
              {isPrivate === true ? <small>private</small> : null}
            </>
          ),
        },
        isAcross(rows) ? { label: 'Workspace', cell: ({ workspaceName }) => workspaceName } : null,
        {
          label: 'Mode',
          cell: ({ mode, language }) => (
            <>
              <Badge state={mode} label={MODE_NAMES[mode] ?? mode} />
              {language === null ? null : <small>in {formatLanguage(language)}</small>}
            </>
          ),
        },
        {
          label: 'Digests',
          isNumber: true,
          cell: ({ digests, workspaceId, id }) =>
            digests === 0 ? (
              '–'
            ) : (
              <a href={linkTo('/admin/digests', { workspace: workspaceId, channel: id })}>
                {formatCount(digests)}
              </a>
            ),
        },
        {
          label: 'Last recap',
          cell: ({ lastRecapAt }) => (lastRecapAt === null ? 'none yet' : <Time at={lastRecapAt} />),
        },
        { label: 'Recaps', isNumber: true, cell: ({ recaps }) => formatCount(recaps) },
        { label: 'Messages read', isNumber: true, cell: ({ messagesRead }) => formatCount(messagesRead) },
        {
          label: 'Kept',
          cell: ({ workspaceId, id, name, retentionDays }) => (
            <a
              href={linkTo('/admin/channels/retention', { workspace: workspaceId, channel: id, list })}
              aria-label={`${keptWords(retentionDays)}: change for ${channelWords({ id, name })}`}
            >
              {keptWords(retentionDays)}
            </a>
          ),
        },
      ]}
    />
  );
}

/** How long recaps of a channel are kept: `0` for ever, null as the workspace has it. */
export function keptWords(days: number | null): string {
  if (days === null) return 'as the workspace has it';
  return days === 0 ? 'for ever' : `for ${counted(days, 'day')}`;
}

function ModeChange(): VNode {
  return (
    <div class="bulk-bar">
      <label class="field">
        <span>Set the picked channels to</span>
        <select name="mode">
          {CHANNEL_MODES.map((mode) => (
            <option key={mode} value={mode} selected={mode === 'ask'}>
              {MODE_NAMES[mode]}
            </option>
          ))}
        </select>
      </label>
      <button class="button button-main" type="submit" data-picked>
        Change mode
      </button>
      <p class="hint">
        Off: Recall reads nothing there. When asked: by shortcut, command or mention. By reaction: also when
        somebody adds :recall: to a message.
      </p>
    </div>
  );
}
