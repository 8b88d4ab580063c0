import { makeSignInLink } from '../../core/display/sign-in-link.ts';
import type { Config } from '../../core/runtime/config.ts';
import { COMMAND } from '../../core/slack/ids.ts';
import { createStore } from '../../core/store/index.ts';
import type { Simulator } from '../../simulator/index.ts';
import type { Terminal } from './terminal.ts';
import type { TourStops } from './tour/stops.ts';

export interface InvitationDeps {
  terminal: Terminal;
  simulator: Simulator;
  stops: TourStops;
  config: Pick<Config, 'databaseUrl' | 'adminUrl'>;
  /** Whether the database outlives the demo. */
  isKept: boolean;
}

/** What to do with the demo, once the tour is over: in the simulated Slack, and as an admin. */
export async function inviteToPlay(deps: InvitationDeps): Promise<void> {
  const { terminal, simulator, isKept } = deps;
  terminal.heading(`Everything stays up: ${simulator.url} is a playground now`);
  terminal.paragraph(thingsToTry(deps));
  terminal.heading('The admin view: what Recall does here, what it costs and what went wrong');
  terminal.paragraph(waysIn(deps, await linkFor(deps)));
  terminal.note(`Ctrl-C ends it${isKept ? '; the database is kept' : ' and leaves nothing behind'}.`);
}

function thingsToTry({ simulator, stops }: InvitationDeps): string[] {
  const { url, world } = simulator;
  const { shortcut, waiting, recall } = stops;
  const personId = waiting?.askedBy ?? recall.askedBy;
  const place = (path: string) => `${url}/${path}`;
  return [
    'You can write, press buttons and fill in forms there, as anyone in the workspace. Three things to try:',
    `• Type ${COMMAND} yesterday, or ${COMMAND} help: ${place(`channel/${shortcut.channelId}?as=${personId}`)}`,
    `• Press Done, More detail or 👎 below a recap: ${place(`channel/${shortcut.channelId}/thread/${shortcut.threadTs}?as=${shortcut.askedBy}`)}`,
    `• Open the App Home of ${world.person(personId)?.realName ?? personId}: ${place(`dm/${personId}?tab=home`)}`,
  ];
}

function waysIn({ simulator, stops, config }: InvitationDeps, link: string): string[] {
  const { askedBy, channelId } = stops.admin;
  const name = simulator.world.person(askedBy)?.realName ?? askedBy;
  return [
    `This link signs you in as ${name}, once, within five minutes:`,
    link,
    `• For another one, type ${COMMAND} admin as ${name}: ${simulator.url}/channel/${channelId}?as=${askedBy}`,
    `• Or sign in with Slack, as ${name}: ${config.adminUrl}`,
    ...(stops.notInvited === null
      ? []
      : ['• One conversation has failed there. Recall has been invited since: press Retry on its page.']),
  ];
}

async function linkFor({ config, simulator, stops }: InvitationDeps): Promise<string> {
  const store = createStore({ databaseUrl: config.databaseUrl });
  try {
    const person = { workspaceId: simulator.world.team.id, userId: stops.admin.askedBy };
    return await makeSignInLink(person, {
      links: store.auth.links,
      adminUrl: config.adminUrl,
      now: new Date(),
    });
  } finally {
    await store.close();
  }
}
