import { z } from 'zod';
import { counted, formatCount, formatDuration, formatUsd } from '../../../api/admin/views/formats.ts';
import { remedyOf } from '../../../api/remedies.ts';
import { type Overview, overview } from '../../../core/domain/admin/overview.ts';
import { COMMAND } from '../../../core/slack/ids.ts';
import {
  type Answer,
  ephemeralAnswers,
  nameOf,
  type PlanVisit,
  runCommand,
  type Tour,
  untilThere,
} from './visit.ts';

const LINK = /<(?<origin>https?:\/\/[^/|>]+)\/admin\/link\?token=(?<token>[\w-]+)\|/;
const linkParts = z.object({ origin: z.url(), token: z.string() });
const TIMEOUT_MS = 10_000;

/** The admin view is no part of Slack: what stands on its first page is told in a few lines. */
export const lookAsAdmin: PlanVisit = (tour) => {
  const { admin } = tour.stops;
  let seen: Answer[] = [];
  return {
    title: `${nameOf(tour, admin.askedBy)}, an admin, types ${COMMAND} admin, and opens the link: the admin view`,
    async act() {
      const figures = await readOverview(await signInByLink(tour));
      const where = 'the admin view, for admins and owners';
      seen = [{ ts: 'admin', text: tell(figures).join('\n'), where, isFinal: true }];
    },
    answers: () => [...ephemeralAnswers(tour, admin), ...seen],
    isComplete: (fresh) => fresh.length > 1,
  };
};

/** Somebody's session at the admin view. */
export interface SignedIn {
  /** Of the admin view, without a slash at the end. */
  origin: string;
  /** As a browser sends it. */
  cookie: string;
}

/** Asks for a link in Slack, and presses the button behind it. */
export async function signInByLink(tour: Tour): Promise<SignedIn> {
  const { admin } = tour.stops;
  const before = ephemeralAnswers(tour, admin).length;
  await runCommand(tour, admin, 'admin');
  const { text, blocks } = await untilThere('link', () => ephemeralAnswers(tour, admin)[before]);
  const { origin, token } = linkParts.parse(LINK.exec(`${text} ${JSON.stringify(blocks)}`)?.groups);
  const answer = await fetch(`${origin}/admin/link`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin },
    body: new URLSearchParams({ token }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { origin, cookie: cookies.join('; ') };
}

async function readOverview({ origin, cookie }: SignedIn): Promise<Overview> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await fetch(`${origin}/api/admin?days=7`, { headers: { cookie }, signal });
  if (!answer.ok) throw new Error(`the admin view answered with ${answer.status}`);
  return overview.parse(await answer.json());
}

function tell(figures: Overview): string[] {
  const { done, asked, failed, medianMs, p95Ms, peopleHelped, openActionItems, tokens, costUsd } = figures;
  const wait =
    medianMs === null || p95Ms === null
      ? 'nobody has waited yet'
      : `half of them within ${formatDuration(medianMs)}, 95% within ${formatDuration(p95Ms)}`;
  return [
    `Recaps made: ${formatCount(done)} of ${formatCount(asked)} asked for, ${formatCount(failed)} failed; ${wait}`,
    `${counted(peopleHelped, 'person', 'people')} helped, ${counted(openActionItems, 'open action item')}`,
    `Cost: ${formatUsd(costUsd)}, ${formatCount(tokens.input + tokens.output)} tokens`,
    ...figures.failures.map(
      ({ errorCode, count }) => `Failed: ${formatCount(count)} × ${errorCode}. ${remedyOf(errorCode)}`,
    ),
  ];
}
