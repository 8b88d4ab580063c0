import type { VNode } from 'preact';
import type { ConversationDetail } from '../../../../core/domain/admin/conversations.ts';
import { remedyOf } from '../../../remedies.ts';
import type { PageFrame } from '../../resource.ts';
import { Badge } from '../badge.tsx';
import { formatMoment } from '../formats.ts';
import { Head } from '../head.tsx';
import { Channel, Person } from '../names.tsx';
import { linkTo } from '../table.tsx';
import { AUDIENCE_NAMES, SOURCE_NAMES, TRIGGER_NAMES } from '../words.ts';
import { Coverage } from './coverage.tsx';
import { Receipt } from './receipt.tsx';
import { Timeline } from './timeline.tsx';

export type ConversationAnswer = ConversationDetail & { links: { label: string; url: string }[] };

/** One conversation: what happened to it and what it took, without a word of what was said. */
export function ConversationView({ answer, frame }: { answer: ConversationAnswer; frame: PageFrame }): VNode {
  return (
    <>
      <Head
        above={<a href="/admin/conversations">Conversations</a>}
        title={
          <>
            {SOURCE_NAMES[answer.source]} <Badge state={answer.state} />
          </>
        }
        lead={<Where answer={answer} frame={frame} />}
      >
        <Actions answer={answer} frame={frame} />
      </Head>
      <Failure answer={answer} />
      <div class="pair">
        <Timeline answer={answer} />
        <Facts answer={answer} frame={frame} />
      </div>
      <div class="pair">
        <Receipt answer={answer} />
        <Coverage coverage={answer.coverage} counts={answer.counts} />
      </div>
    </>
  );
}

function Where({ answer, frame }: { answer: ConversationAnswer; frame: PageFrame }): VNode {
  const { channelId, channelName, workspaceName, askedBy } = answer;
  return (
    <>
      in <Channel id={channelId} name={channelName} /> of {workspaceName}, for{' '}
      <Person id={askedBy} people={frame.people} />
    </>
  );
}

function Actions({
  answer: { id, canRetry, canCancel },
  frame,
}: {
  answer: ConversationAnswer;
  frame: PageFrame;
}) {
  return (
    <div class="buttons">
      {canRetry ? (
        <form method="post" action={`/admin/conversations/${id}/retry`}>
          {frame.csrf}
          <button class="button button-main" type="submit">
            Retry
          </button>
        </form>
      ) : null}
      {canCancel ? (
        <a class="button button-danger" href={`/admin/conversations/${id}/cancel`} data-dialog>
          Cancel
        </a>
      ) : null}
    </div>
  );
}

function Failure({ answer: { errorCode } }: { answer: ConversationAnswer }): VNode | null {
  if (errorCode === null) return null;
  return (
    <section class="card card-bad" aria-labelledby="error-heading">
      <h2 id="error-heading">
        It ended in <code>{errorCode}</code>
      </h2>
      <p class="prose">{remedyOf(errorCode)}</p>
    </section>
  );
}

function Facts({ answer, frame }: { answer: ConversationAnswer; frame: PageFrame }): VNode {
  const { trigger, audience, askedBy, channelId, channelName, run, windowFrom, windowTo, links, id } = answer;
  return (
    <section class="card" aria-labelledby="facts-heading">
      <h2 id="facts-heading">What was asked for</h2>
      <dl class="facts">
        <Fact label="Asked by">
          <Person id={askedBy} people={frame.people} /> ({TRIGGER_NAMES[trigger]}){' '}
          <a href={linkTo('/admin/conversations', { person: askedBy })}>all of theirs</a>
        </Fact>
        <Fact label="Seen by">{AUDIENCE_NAMES[audience] ?? audience}</Fact>
        <Fact label="Channel">
          <Channel id={channelId} name={channelName} />{' '}
          <a href={linkTo('/admin/conversations', { channel: channelId })}>all of this channel</a>
        </Fact>
        {windowFrom === null || windowTo === null ? null : (
          <Fact label="Read">
            <time dateTime={windowFrom}>{formatMoment(windowFrom)}</time> to{' '}
            <time dateTime={windowTo}>{formatMoment(windowTo)}</time> (UTC)
          </Fact>
        )}
        <Fact label="Runs">{run}</Fact>
        <Fact label="In Slack">
          {links.length === 0
            ? 'nothing is posted'
            : links.map(({ label, url }) => (
                <a key={url} class="listed" href={url} rel="noreferrer">
                  {label}
                </a>
              ))}
        </Fact>
        <Fact label="Id">
          <code id="conversation-id">{id}</code>{' '}
          <button type="button" class="button button-small" data-copy="#conversation-id" hidden>
            Copy
          </button>
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: preact.ComponentChildren }): VNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
