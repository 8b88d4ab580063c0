import type { DateTime } from 'luxon';
import { isHandle, PEOPLE } from './people.ts';
import { CHANNEL_IDS, isChannelName } from './places.ts';

interface Moment {
  now: DateTime;
  sentAt: DateTime;
}

const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;
const MARKED =
  /\[(?<label>[^\]]+)\]\((?<labelled>https:[^)\s]+)\)|(?<bare>https:\/\/[^\s)]*[^\s).,;:?!])|(?<![\w/])@(?<person>\w+)|(?<![\w/&])#(?<channel>[a-z][\w-]*)|\{(?<day>\w+)\+(?<count>\d+)\}|(?<special>[&<>])/g;
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A line of the script as Slack would send it: mrkdwn with entities and escapes. Throws on a name nobody has. */
export function phrase(text: string, moment: Moment): string {
  return text
    .split(CODE)
    .map((part) => (CODE.test(part) ? escapeText(part) : phraseProse(part, moment)))
    .join('');
}

function phraseProse(text: string, moment: Moment): string {
  return text.replaceAll(MARKED, (...match) => {
    const found: Record<string, string | undefined> = match.at(-1);
    if (found.labelled) return `<${escapeText(found.labelled)}|${escapeText(found.label ?? '')}>`;
    if (found.bare) return `<${escapeText(found.bare)}>`;
    if (found.person) return mention(found.person);
    if (found.channel) return channelLink(found.channel);
    if (found.day) return dayName(found.day, Number(found.count), moment);
    return escapeText(found.special ?? '');
  });
}

function escapeText(text: string): string {
  return text.replaceAll(/[&<>]/g, (character) => ESCAPES[character] ?? character);
}

function mention(name: string): string {
  if (name === 'here' || name === 'channel') return `<!${name}>`;
  if (!isHandle(name)) throw new Error(`The script mentions @${name}, whom nobody knows`);
  return `<@${PEOPLE[name].id}>`;
}

function channelLink(name: string): string {
  if (!isChannelName(name)) throw new Error(`The script mentions #${name}, which does not exist`);
  return `<#${CHANNEL_IDS[name]}|${name}>`;
}

function dayName(kind: string, count: number, { now, sentAt }: Moment): string {
  switch (kind) {
    case 'weekday':
      return addWorkingDays(sentAt, count).setLocale('en').toFormat('cccc');
    case 'wochentag':
      return addWorkingDays(sentAt, count).setLocale('de').toFormat('cccc');
    case 'date':
      return workingDayFrom(now.plus({ days: count }))
        .setLocale('en')
        .toFormat('d LLLL');
    case 'datum':
      return workingDayFrom(now.plus({ days: count }))
        .setLocale('de')
        .toFormat('d. LLLL');
    default:
      throw new Error(`The script has an unknown day {${kind}+${count}}`);
  }
}

function addWorkingDays(from: DateTime, count: number): DateTime {
  let day = from;
  for (let left = count; left > 0; left -= 1) day = workingDayFrom(day.plus({ days: 1 }));
  return day;
}

function workingDayFrom(day: DateTime): DateTime {
  return day.weekday > 5 ? day.plus({ days: 8 - day.weekday }) : day;
}
