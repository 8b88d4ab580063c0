import { describe, expect, it } from 'vitest';
import { JOEL, MARA, NOON, questionAbout, threadOf } from '../../../../tests/support/transcripts.ts';
import type { RecapLength } from '../../../core/domain/conversation.ts';
import type { EngineQuestion } from '../../../core/domain/engine.ts';
import type { RecapAnswer } from '../../../core/domain/recap.ts';
import type { Transcript } from '../../../core/domain/transcript.ts';
import { createBuiltinEngine } from './index.ts';

const engine = createBuiltinEngine();
const PEOPLE = new Map([
  ['Mara', MARA.id],
  ['Joel', JOEL.id],
]);

/** A channel of threads, each some lines such as `Mara: words`; a thread of one line is a message without replies. */
function channelOf(...threads: string[][]): Transcript {
  const messages = threads.flatMap((lines, thread) =>
    lines.map((line, place) => ({
      ts: tsOf(thread, place),
      threadTs: lines.length > 1 ? tsOf(thread, 0) : null,
      author: PEOPLE.get(line.split(': ')[0] ?? '') ?? null,
      text: line.slice(line.indexOf(': ') + 2),
      ...{ editedTs: null, files: [], reactions: [] },
    })),
  );
  return {
    ...threadOf(),
    threadTs: null,
    messages: messages.map((message, index) => ({ ...message, number: index + 1 })),
    coverage: { found: messages.length, read: messages.length, leftOut: {}, partial: false },
  };
}

function tsOf(thread: number, place: number): string {
  return `${NOON.getTime() / 1000 + thread * 3600 + place * 60}.000100`;
}

async function recapOf(transcript: Transcript, wishes: Partial<EngineQuestion> = {}): Promise<RecapAnswer> {
  const question = { ...questionAbout(transcript), ...wishes };
  return (await engine.summarize(question, new AbortController().signal)).answer;
}

function linesOf({ points }: RecapAnswer): string[] {
  return points.map(({ text }) => text.replace(`<@${MARA.id}>`, 'Mara').replace(`<@${JOEL.id}>`, 'Joel'));
}

const PRINTER = [
  'Mara: hi all, quick question: why does the label printer cut off the postcode on small parcels?',
  'Joel: hm',
  'Joel: The label printer uses the paper size of the driver, you need to set it to 62 millimetres.',
  'Mara: thanks, that helped!',
];
const LUNCH = ['Joel: The canteen is closed for the rest of the week.', 'Mara: oh no'];
const NEWS = ['Mara: The new warehouse in Lyon has passed its fire inspection.'];

describe('a channel of several threads', () => {
  it('is told by what each thread asks or says, and what came of that', async () => {
    const recap = await recapOf(channelOf(PRINTER, LUNCH, NEWS));
    expect(linesOf(recap)).toEqual([
      'Mara: Why does the label printer cut off the postcode on small parcels?',
      'Joel: The label printer uses the paper size of the driver, you need to set it to 62 millimetres.',
      'Joel: The canteen is closed for the rest of the week.',
      'Mara: The new warehouse in Lyon has passed its fire inspection.',
    ]);
    expect(recap.points.map(({ sources }) => sources)).toEqual([[1], [3], [5], [7]]);
  });

  it('has the thread that mattered most in its headline', async () => {
    const { headline } = await recapOf(channelOf(LUNCH, PRINTER, NEWS));
    expect(headline).toBe('Why does the label printer cut off the postcode on small parcels?');
  });

  it('has what was decided in its headline, with the thread in which it was', async () => {
    const decided = [
      'Joel: Which colour do we print the return labels in?',
      "Mara: ok, let's go with orange for the return labels.",
      'Joel: +1',
    ];
    const { headline } = await recapOf(channelOf(PRINTER, LUNCH, decided));
    expect(headline).toBe(
      'Which colour do we print the return labels in? → decided: Go with orange for the return labels.',
    );
  });

  it('has a question that needs it open with the sentence before it', async () => {
    const recap = await recapOf(
      channelOf(PRINTER, [
        'Joel: The status page shows no incidents since Tuesday evening. Is this a known issue?',
        'Mara: hm',
      ]),
    );
    const whole = 'The status page shows no incidents since Tuesday evening. Is this a known issue?';
    expect(linesOf(recap)).toContain('Joel: The status page shows no incidents since Tuesday evening.');
    expect(recap.openQuestions.map(({ text }) => text)).toEqual([whole]);
  });

  it('has no task of what is handed in as a link', async () => {
    const promised = ["Mara: I'm going to write a page about the label printer.", 'Joel: nice'];
    const { actionItems } = await recapOf(channelOf(LUNCH, promised));
    expect(actionItems.map(({ text }) => text)).toEqual(['Write a page about the label printer']);
    const handedIn = [...promised, 'Mara: <https://wiki.example.org/pages/7>'];
    expect((await recapOf(channelOf(LUNCH, handedIn))).actionItems).toEqual([]);
  });

  it('leaves out whom a reply is said to', async () => {
    const belts = [
      'Mara: Which conveyor belt is the fastest one in the hall?',
      'Joel: <@U0MARA> roughly, the blue conveyor belt by the gate moves twice as fast.',
    ];
    expect(linesOf(await recapOf(channelOf(LUNCH, belts)))).toContain(
      'Joel: Roughly, the blue conveyor belt by the gate moves twice as fast.',
    );
  });

  it('asks nothing that was answered beside its thread, to who asked', async () => {
    const { openQuestions } = await recapOf(
      channelOf(
        LUNCH,
        ['Mara: Which scanner reads the torn customs labels?'],
        ['Joel: <@U0MARA> the blue scanner by the gate manages torn labels most of the time.'],
      ),
    );
    expect(openQuestions).toEqual([]);
  });

  it('asks nothing that somebody went into, and nothing that only its thread explains', async () => {
    const { openQuestions } = await recapOf(
      channelOf(
        [
          'Mara: How long do parcels to Norway take?',
          'Joel: Customs in Oslo keep most of them for a week.',
          'Mara: wow',
        ],
        ['Joel: lunch?', 'Mara: Would that be possible?'],
      ),
    );
    expect(openQuestions).toEqual([]);
  });

  it('does not stand on a link whose words are missing', async () => {
    const recap = await recapOf(
      channelOf(PRINTER, [
        'Joel: I think this is the one if you need it, <https://shop.example.org/p/1>',
        'Mara: The second supplier delivers shelves in two days.',
      ]),
    );
    expect(linesOf(recap).join('\n')).not.toContain('example.org');
    expect(linesOf(recap)).toContain('Mara: The second supplier delivers shelves in two days.');
  });

  it.each<[RecapLength, number]>([
    ['brief', 3],
    ['standard', 12],
    ['detailed', 18],
  ])('is told in at most so many points: %s, %i', async (length, most) => {
    const rooms = Array.from({ length: 30 }, (_, i) => [
      `Mara: Which projector is in meeting room ${i}00 of the north building?`,
      `Joel: Meeting room ${i}00 has the old projector with the yellow remote control.`,
    ]);
    const recap = await recapOf(channelOf(...rooms, NEWS), { length });
    expect(recap.points.length).toBeLessThanOrEqual(most);
    expect(recap.points.length).toBeGreaterThan(most - 3);
  });

  it('is told as one conversation where most is said outside of threads', async () => {
    const chat = [
      ['Mara: The harbour depot ran out of green glass bottles on Sunday.'],
      ['Joel: Our forklift driver passed the exam for heavy loads.'],
      ['Mara: Customs now wants printed invoices for every crate of tea.'],
      ['Joel: The night shift counted forty damaged pallets by the ramp.'],
      ['Mara: A new heating pipe leaks above the packing tables.'],
      ['Joel: The insurance pays for the broken window of the office.'],
    ];
    const { points } = await recapOf(channelOf(LUNCH, ...chat));
    expect(points.filter(({ sources }) => sources.some((number) => number > LUNCH.length))).toHaveLength(2);
    const { points: detailed } = await recapOf(channelOf(LUNCH, ...chat), { length: 'detailed' });
    expect(detailed.length).toBeGreaterThan(2);
  });

  it('has threads on the focus first', async () => {
    const recap = await recapOf(channelOf(PRINTER, LUNCH), { focus: 'the canteen' });
    expect(linesOf(recap)[0]).toBe('Joel: The canteen is closed for the rest of the week.');
  });
});
