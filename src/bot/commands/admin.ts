import type { Standing, StandingCheck } from '../../core/admins/standing.ts';
import { makeSignInLink } from '../../core/display/sign-in-link.ts';
import { RecallError } from '../../core/domain/errors.ts';
import { plain } from '../../core/slack/messages/asking/progress.ts';
import type { Subcommand } from './subcommand.ts';

/** `/recall admin`: a link that signs whoever the admin view's door would let in, in to it, once. */
export const admin: Subcommand<'admin'> = async (_, use, { standing, refusals, store, adminUrl }) => {
  const { workspaceId, speech, tell, now } = use;
  const person = { workspaceId, userId: use.member.id };
  // Who was an admin a while ago may be none by now, so that Slack is asked anew.
  const found = await standingOf(standing, person);
  if (!found) {
    const organizationId = await store.workspaces.organizationOf(workspaceId);
    const place = { organizationId, workspaceId, actor: person.userId };
    await refusals.record({ action: 'sign_in_refused', why: 'command_no_admin', ...place });
    return tell(plain(speech.words.admin.notAdmin));
  }
  const url = await makeSignInLink(person, { links: store.auth.links, adminUrl, now });
  const { organizationId, userId: actor } = found;
  await store.audit.record({ organizationId, workspaceId, actor, action: 'link_made' }, now);
  const link = (label: string) => `<${url}|${label}>`;
  await tell(plain(speech.words.admin.link(speech, { link })));
};

/** Null also for those of whom Slack tells nothing here, such as people of other workspaces. */
async function standingOf(
  standing: StandingCheck,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<Standing | null> {
  try {
    return await standing.ask(workspaceId, userId);
  } catch (cause) {
    if (cause instanceof RecallError && cause.code === 'slack_refused') return null;
    throw cause;
  }
}
