import type { RecapLength } from '../../core/domain/conversation.ts';
import type { Recap, RecapAnswer, Removed } from '../../core/domain/recap.ts';
import type { MessageRef, Transcript, TranscriptMessage } from '../../core/domain/transcript.ts';
import {
  atMost,
  type Claim,
  type ClaimScope,
  checkedClaim,
  knownPerson,
  withoutDuplicates,
  withoutRepeats,
} from './verify/claims.ts';
import { dueDate } from './verify/due-date.ts';
import { MOST_POINTS, RECAP_LIMITS } from './verify/limits.ts';
import { saysSomething } from './verify/plain-text.ts';
import { safeText } from './verify/safe-text.ts';
import { normalTags } from './verify/tags.ts';

export interface VerifyContext {
  now: Date;
  /** IANA zone of the person who asked; stands in for authors of whom Slack tells no zone. */
  timeZone: string;
  /** `standard` where it is left out. */
  length?: RecapLength;
}

export interface Verified {
  recap: Recap;
  removed: Removed;
}

/**
 * Turns an engine's answer, whatever it holds, into a recap that may be shown: only real messages as sources, only
 * people of the transcript, no ping, no link that the cited messages do not hold, nothing invisible, nothing over
 * `RECAP_LIMITS`. Texts come out plain: escaping for Slack is left to whoever builds the message. Pure; what was taken
 * out is counted in `removed`.
 */
export function verify(answer: RecapAnswer, transcript: Transcript, context: VerifyContext): Verified {
  const removed = nothingRemoved();
  const byNumber = new Map(transcript.messages.map((message) => [message.number, message]));
  const scope: ClaimScope = { transcript, byNumber, removed };

  const decisions = checkedDecisions(answer, scope);
  const actionItems = checkedActionItems(answer, scope, context);
  const openQuestions = checkedQuestions(answer, scope);
  const points = withoutRepeats(
    checkedPoints(answer, scope),
    [decisions, actionItems, openQuestions],
    removed,
  );

  const recap: Omit<Recap, 'headline'> = {
    points: atMost(MOST_POINTS[context.length ?? 'standard'], points, removed).map(asShown),
    decisions: atMost(RECAP_LIMITS.decisions, decisions, removed).map(asShown),
    actionItems: atMost(RECAP_LIMITS.actionItems, actionItems, removed).map(asShown),
    openQuestions: atMost(RECAP_LIMITS.openQuestions, openQuestions, removed).map(asShown),
    tags: normalTags(answer.tags, removed),
  };
  return { recap: { headline: checkedHeadline(answer.headline, recap, scope), ...recap }, removed };
}

function nothingRemoved(): Removed {
  return {
    sources: 0,
    people: 0,
    links: 0,
    pings: 0,
    dates: 0,
    duplicates: 0,
    unsourced: 0,
    shortened: 0,
  };
}

function checkedPoints({ points }: RecapAnswer, scope: ClaimScope): Claim[] {
  const claims = points.flatMap((raw) => checkedClaim(raw, scope) ?? []);
  return withoutDuplicates(claims, scope.removed);
}

function checkedDecisions({ decisions }: RecapAnswer, scope: ClaimScope) {
  const claims = decisions.flatMap((raw) => {
    const claim = checkedClaim(raw, scope);
    return claim === null ? [] : { ...claim, by: knownPerson(raw.by, scope) };
  });
  return withoutDuplicates(claims, scope.removed, (kept, repeated) => ({
    ...kept,
    by: kept.by ?? repeated.by,
  }));
}

function checkedQuestions({ openQuestions }: RecapAnswer, scope: ClaimScope) {
  const claims = openQuestions.flatMap((raw) => {
    const claim = checkedClaim(raw, scope);
    return claim === null ? [] : { ...claim, askedOf: knownPerson(raw.askedOf, scope) };
  });
  return withoutDuplicates(claims, scope.removed, (kept, repeated) => ({
    ...kept,
    askedOf: kept.askedOf ?? repeated.askedOf,
  }));
}

function checkedActionItems({ actionItems }: RecapAnswer, scope: ClaimScope, context: VerifyContext) {
  const claims = actionItems.flatMap((raw) => {
    const claim = checkedClaim(raw, scope);
    if (claim === null) return [];
    const { people } = scope.transcript;
    const due = raw.due === null ? null : dueDate(raw.due, { ...context, people, sources: claim.sources });
    if (raw.due !== null && due === null) scope.removed.dates += 1;
    return { ...claim, assignee: knownPerson(raw.assignee, scope), due };
  });
  return withoutDuplicates(claims, scope.removed, sameTask);
}

/** The same words for two people are two tasks. */
function sameTask<T extends { assignee: string | null; due: string | null }>(kept: T, repeated: T): T | null {
  const isOthersTask =
    kept.assignee !== null && repeated.assignee !== null && kept.assignee !== repeated.assignee;
  if (isOthersTask) return null;
  return { ...kept, assignee: kept.assignee ?? repeated.assignee, due: kept.due ?? repeated.due };
}

function asShown<T extends { sources: TranscriptMessage[] }>(
  claim: T,
): Omit<T, 'sources'> & { sources: MessageRef[] } {
  return { ...claim, sources: claim.sources.map(({ ts, threadTs }) => ({ ts, threadTs })) };
}

const NAMELESS = '…';

/** The headline cites no message, so no link may stand in it. Where nothing is left of it, the first claim leads. */
function checkedHeadline(raw: string, recap: Omit<Recap, 'headline'>, scope: ClaimScope): string {
  const headlineOf = (text: string, removed: Removed) =>
    safeText(text, { ...scope, links: new Set(), limit: RECAP_LIMITS.headline, removed });

  const headline = headlineOf(raw, scope.removed);
  if (saysSomething(headline)) return headline;
  const claims = [recap.points, recap.decisions, recap.actionItems, recap.openQuestions].flat();
  const instead = claims.map(({ text }) => headlineOf(text, nothingRemoved())).find(saysSomething);
  const { name } = scope.transcript.channel;
  return instead ?? (name === '' ? NAMELESS : `#${headlineOf(name, nothingRemoved())}`);
}
