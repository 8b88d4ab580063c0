import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot } from '../../src/bot/main.ts';
import { createLogger } from '../../src/core/runtime/logger.ts';
import {
  COMMAND,
  INPUT_FOCUS,
  INPUT_FROM,
  INPUT_LENGTH,
  INPUT_RECAP_LANGUAGE,
  INPUT_TO,
  INPUT_WHERE,
  INPUT_WINDOW,
} from '../../src/core/slack/ids.ts';
import { BO, GENERAL, launchThread, MARA, meetingWorkspace } from '../support/meeting-workspace.ts';
import { type QuotingEngine, quotingEngine } from '../support/quoting-engine.ts';
import { isSettled, wordsOf } from '../support/reading.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { until } from '../support/until.ts';

describe('/recall options', () => {
  let recall: RecallUnderTest;
  let engine: QuotingEngine;

  beforeAll(async () => {
    engine = quotingEngine();
    const seed = meetingWorkspace({ messages: launchThread() });
    const people = seed.people.map((person) =>
      person.id === MARA ? { ...person, locale: 'de-DE' } : person,
    );
    recall = await startRecall({ backend: 'postgres', seed: { ...seed, people }, engine });
  });
  afterAll(() => recall.close());

  const open = async (userId: string, channel = GENERAL) => {
    await recall.simulator.as(userId).runCommand({ channel, command: COMMAND, text: 'options' });
    const [view] = await until(() => {
      const views = recall.simulator.world.openViews(userId);
      return views.length > 0 ? views : null;
    });
    return view?.id ?? '';
  };
  const day = (daysFromNow: number) =>
    new Date(Date.now() + daysFromNow * 24 * 60 * 60_000).toISOString().slice(0, 10);

  it('offers everything, and makes the recap that was chosen', async () => {
    const viewId = await open(BO);
    const { errors } = await recall.simulator.as(BO).submitView({
      viewId,
      values: {
        [INPUT_WINDOW]: 'week',
        [INPUT_FOCUS]: 'the importer',
        [INPUT_LENGTH]: 'detailed',
        [INPUT_RECAP_LANGUAGE]: 'fr',
        [INPUT_WHERE]: 'private',
      },
    });
    expect(errors).toBeUndefined();
    expect(recall.simulator.world.openViews(BO)).toEqual([]);
    const [message] = await until(() => {
      const own = recall.inDirectMessage(BO);
      return own.length > 0 && own.every(isSettled) ? own : null;
    });
    expect(wordsOf(message ?? { text: '' })).toContain('Recap of the last 7 days of <#C0GENERAL>');
    expect(engine.questions.at(-1)).toMatchObject({
      focus: 'the importer',
      length: 'detailed',
      language: 'fr',
    });
    await until(() =>
      recall.simulator.world.ephemerals(GENERAL, BO).at(-1)?.text.includes('to now, your time'),
    );
  });

  it('shows what is wrong at the field that it is wrong in, in the person’s language', async () => {
    const viewId = await open(MARA);
    const submit = (values: Record<string, string>) =>
      recall.simulator.as(MARA).submitView({ viewId, values });
    const missing = await submit({ [INPUT_WINDOW]: 'custom' });
    expect(missing.errors).toEqual({ [INPUT_FROM]: expect.stringContaining('ersten Tag') });
    const ahead = await submit({ [INPUT_FROM]: day(3) });
    expect(Object.keys(ahead.errors ?? {})).toEqual([INPUT_FROM]);
    const backwards = await submit({ [INPUT_FROM]: day(-3), [INPUT_TO]: day(-5) });
    expect(Object.keys(backwards.errors ?? {})).toEqual([INPUT_TO]);
    expect(await recall.states()).toHaveLength(1);
    const right = await submit({ [INPUT_FROM]: day(-3), [INPUT_WHERE]: 'channel' });
    expect(right.errors).toBeUndefined();
    const posted = await until(() =>
      recall.simulator.world
        .timeline(GENERAL)
        .find((message) => message.user === recall.simulator.app.botUserId && isSettled(message)),
    );
    expect(wordsOf(posted)).toContain('Then we launch on Thursday.');
  });

  it('that is sent off after a restart is taken all the same', async () => {
    const viewId = await open(BO);
    const logger = createLogger({ level: 'silent', format: 'json' }, { write: () => {} });
    const stopping = new AbortController();
    const restarted = await startBot({ config: recall.config, logger, signal: stopping.signal });
    recall.simulator.connect(`${restarted.url}/slack/events`);
    const before = recall.inDirectMessage(BO).length;
    await recall.simulator.as(BO).submitView({ viewId, values: { [INPUT_WINDOW]: 'today' } });
    await until(() => recall.inDirectMessage(BO).length === before + 1);
    recall.simulator.connect(`${recall.botUrl}/slack/events`);
    stopping.abort();
    await restarted.close();
  });

  it('tells by direct message what is in the way where it cannot be told in the channel', async () => {
    const viewId = await open(BO, 'C0PUBLIC');
    await recall.simulator.as(BO).submitView({ viewId, values: { [INPUT_WINDOW]: 'today' } });
    await until(() =>
      recall.inDirectMessage(BO).some((message) => message.text.includes('`/invite @Recall`')),
    );
  });
});
