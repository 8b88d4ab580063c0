import { reasonOf } from './challenge.ts';
import { about, type Check, type Finding } from './finding.ts';

const CLOCK = about('Clock');
/** Slack signs its requests with the time; what is older is refused as a replay. See src/bot/receiver.ts */
const MOST_SECONDS = 5 * 60;
/** A clock that is set by the network is never so far off. */
const USUAL_SECONDS = 30;

/** Whether the clock of this machine agrees with that of Slack, by the date of its answer. */
export function clockCheck({ apiUrl, now }: { apiUrl: string; now(): Date }): Check {
  return {
    what: 'Clock',
    async look(signal) {
      const answer = await fetch(`${apiUrl}api.test`, { method: 'POST', signal }).catch(reasonOf);
      if (typeof answer === 'string')
        return CLOCK.skipped(`Slack could not be asked for the time: ${answer}`);
      await answer.body?.cancel();
      const date = Date.parse(answer.headers.get('date') ?? '');
      if (Number.isNaN(date)) return CLOCK.skipped('Slack did not say what time it is');
      return compare((now().getTime() - date) / 1000);
    },
  };
}

function compare(seconds: number): Finding {
  const off = Math.abs(seconds);
  const found = `${Math.round(off)} s ${seconds < 0 ? 'behind' : 'ahead of'} Slack’s`;
  const fix = 'have the clock set by the network (NTP)';
  if (off > MOST_SECONDS)
    return CLOCK.broken(`${found}: every request of Slack’s is refused`, { fix, atStart: 'tell' });
  if (off > USUAL_SECONDS) return CLOCK.warn(found, { fix });
  return CLOCK.ok('agrees with Slack’s');
}
