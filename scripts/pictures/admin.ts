import { signInByLink } from '../../src/cli/demo/tour/admin.ts';
import { runCommand, untilThere } from '../../src/cli/demo/tour/visit.ts';
import { SHORTCUT_RECALL_PRIVATELY, SHORTCUT_RECALL_THREAD } from '../../src/core/slack/ids.ts';
import { isReadingText } from '../../src/core/slack/messages/asking/progress.ts';
import { CHANNEL_IDS } from '../../src/simulator/built-in/places.ts';
import { type Handle, idOf, type Scene, type Studio } from './studio.ts';

type ChannelName = keyof typeof CHANNEL_IDS;
type Deed = (studio: Studio) => Promise<unknown>;

const DAY_MS = 24 * 60 * 60_000;
const QUIET = { quietMs: 1000, limitMs: 20_000 };

const command = (by: Handle, channel: ChannelName, words: string): Deed => {
  const stop = { channelId: CHANNEL_IDS[channel], askedBy: idOf(by) };
  return (studio) => runCommand(studio, stop, words);
};

/** By its place among the threads of the channel, the oldest first. */
const thread =
  (by: Handle, channel: ChannelName, place: number, callbackId = SHORTCUT_RECALL_THREAD): Deed =>
  async ({ simulator }) => {
    const channelId = CHANNEL_IDS[channel];
    const roots = simulator.world.timeline(channelId).filter(({ reply_count: replies = 0 }) => replies > 0);
    const ts = roots[place]?.ts;
    if (ts === undefined) throw new Error(`#${channel} has no thread ${place}`);
    await simulator.as(idOf(by)).useMessageShortcut({ callbackId, channel: channelId, ts });
  };

const mention =
  (by: Handle, channel: ChannelName, place: number): Deed =>
  async ({ simulator }) => {
    const channelId = CHANNEL_IDS[channel];
    const roots = simulator.world.timeline(channelId).filter(({ reply_count: replies = 0 }) => replies > 0);
    const text = `<@${simulator.app.botUserId}> focus on what is open`;
    await simulator.as(idOf(by)).say({ channel: channelId, threadTs: roots[place]?.ts ?? '', text });
  };

const invite =
  (by: Handle, channel: ChannelName): Deed =>
  ({ simulator }) =>
    simulator.as(idOf(by)).bring({ channel: CHANNEL_IDS[channel], user: simulator.app.botUserId });

/** A week of a small team, from its first day to today; windows reach back to when most was said. */
const WEEK: readonly (readonly Deed[])[] = [
  [thread('caleb', 'booking', 0), command('ines', 'booking', '6d')],
  [
    thread('nora', 'ops-alerts', 0),
    command('mara', 'ops-alerts', '9d'),
    thread('priya', 'booking', 1, SHORTCUT_RECALL_PRIVATELY),
  ],
  [
    mention('ines', 'ops-alerts', 1),
    command('kofi', 'general', '9d'),
    command('jonas', 'booking', '12d'),
    thread('deniz', 'booking', 0, SHORTCUT_RECALL_PRIVATELY),
    command('nora', 'support', '12d'),
  ],
  [command('mara', 'booking', 'digest weekly mon 9:00'), command('tomasz', 'ops-alerts', '6d')],
  [],
  [command('aroha', 'booking', '9d'), thread('caleb', 'booking', 2), mention('jonas', 'booking', 1)],
  [
    thread('nora', 'ops-alerts', 2),
    command('caleb', 'booking', '13d'),
    command('yuki', 'ops-alerts', '13d'),
    command('mara', 'booking', 'digest now'),
    command('lena', 'general', '13d'),
    command('sven', 'support', '13d'),
    invite('nora', 'support'),
  ],
];

/** How many days before today the week begins. */
export const DAYS = WEEK.length - 1;

const WIDE = { width: 1180, height: 1000 };
const PHONE = { width: 390, height: 844 };

/** The admin view after a week in which people asked for recaps. */
export const admin: Scene = async (studio) => {
  const { simulator, camera, moveTo } = studio;
  const today = Date.now() + DAYS * DAY_MS;
  for (const [index, deeds] of WEEK.entries()) {
    moveTo(new Date(today - (DAYS - index) * DAY_MS));
    for (const deed of deeds) {
      await deed(studio);
      await simulator.quiet(QUIET);
    }
    // Longer than a job waits until it is tried again.
    await simulator.quiet({ quietMs: 4000, limitMs: 30_000 });
    await untilThere('recap', () => (isReading(studio) ? undefined : true));
  }
  const { origin, cookie } = await signInByLink(studio);
  const failed = await firstFailed(origin, cookie);
  const at = (path: string) => `${origin}${path}`;
  const pictures = [
    { file: 'admin-overview', address: at('/admin?days=7'), ...WIDE },
    { file: 'admin-overview-dark', address: at('/admin?days=7'), ...WIDE, colorScheme: 'dark' },
    { file: 'admin-overview-phone', address: at('/admin?days=7'), ...PHONE },
    { file: 'admin-conversation', address: at(`/admin/conversations/${failed}`), ...WIDE, height: 760 },
    { file: 'admin-channels', address: at('/admin/channels'), ...WIDE, height: 620 },
  ] as const;
  for (const picture of pictures) await camera.take({ ...picture, of: [], cookie });
};

/** Whether any recap is not there yet: it would seem to take until the day to which the clock is moved. */
function isReading({ simulator: { world, app } }: Studio): boolean {
  const places = [...world.channels(), ...world.people().flatMap(({ id }) => world.directChannel(id) ?? [])];
  return places
    .flatMap(({ id }) => world.timeline(id).flatMap((root) => [root, ...world.replies(id, root.ts)]))
    .some(({ user, text }) => user === app.botUserId && isReadingText(text));
}

async function firstFailed(origin: string, cookie: string): Promise<string> {
  const page = await fetch(`${origin}/admin/conversations?state=failed`, { headers: { cookie } });
  const id = /\/admin\/conversations\/([0-9a-f-]{36})/.exec(await page.text())?.[1];
  if (id === undefined) throw new Error('nothing has failed');
  return id;
}
