import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ACTION_LEDGER_BACK,
  ACTION_LEDGER_MORE,
  ACTION_SUPERSEDE,
  ACTION_UNSUPERSEDE,
  INPUT_SUCCESSOR,
} from '../../src/core/slack/ids.ts';
import type { EphemeralMessage } from '../../src/simulator/index.ts';
import { ask, controlsOf, press, styled, valuesOf } from '../support/asking.ts';
import { wordsOf } from '../support/reading.ts';
import { ATTIC, BO, GENERAL, MARA, readingWorkspace, VAULT } from '../support/reading-workspace.ts';
import { type RecallUnderTest, startRecall } from '../support/recall.ts';
import { storeRecap } from '../support/stored-recap.ts';
import { until } from '../support/until.ts';

let recall: RecallUnderTest;

beforeEach(async () => {
  recall = await startRecall({ backend: 'postgres', services: ['bot'], seed: readingWorkspace() });
});
afterEach(() => recall.close());

/** A decision of the given day of November 2023, in a recap of its own. */
function decided(text: string, day: number, { channel = GENERAL, ask: asked = {} } = {}): Promise<string> {
  const ts = `${Date.UTC(2023, 10, day, 12) / 1000}.000100`;
  return storeRecap(recall.store, {
    ask: { channel: { id: channel, name: 'somewhere' }, ...asked },
    recap: { headline: 'A recap', decisions: [{ text, by: MARA, sources: [{ ts, threadTs: null }] }] },
  });
}

const ledger = (userId: string, words = '', channel = GENERAL) =>
  ask(recall, { userId, channel, text: `decisions ${words}` });
const modalOf = (userId: string) => recall.simulator.world.openViews(userId).at(-1);

/** Presses *Superseded by…* on the decision that stands in this place in the list, and waits for the choice. */
async function openChoice(userId: string, message: EphemeralMessage, position: number): Promise<string> {
  const value = valuesOf(message, ACTION_SUPERSEDE)[position];
  if (value === undefined) throw new Error('there is no such decision');
  const { channel, ts } = message;
  const before = modalOf(userId)?.id;
  await recall.simulator.as(userId).click({ channel, ts, actionId: ACTION_SUPERSEDE, value });
  const view = await until(() => {
    const open = modalOf(userId);
    return open && open.id !== before && !wordsOf({ text: '', blocks: open.blocks }).includes('One moment')
      ? open
      : null;
  });
  return view.id;
}

function optionsIn(viewId: string): { text: string; value: string }[] {
  const options: { text: string; value: string }[] = [];
  JSON.stringify(recall.simulator.world.view(viewId)?.blocks, (key, value) => {
    if (key === 'options') {
      for (const option of value) options.push({ text: option.text.text, value: option.value });
    }
    return value;
  });
  return options;
}

const choiceOf = (viewId: string, text: string) =>
  optionsIn(viewId).find((option) => option.text.includes(text))?.value ?? '';
const choose = (userId: string, viewId: string, text: string) =>
  recall.simulator.as(userId).submitView({ viewId, values: { [INPUT_SUCCESSOR]: choiceOf(viewId, text) } });
const saidIn = (viewId: string, words: string) =>
  until(
    () => wordsOf({ text: '', blocks: recall.simulator.world.view(viewId)?.blocks ?? [] }).includes(words),
    {
      what: words,
    },
  );

describe('/recall decisions', () => {
  it('shows the ledger of the channel, newest first, with who, when and link', async () => {
    await decided('We launch in May', 3);
    await decided('We launch in June', 7);
    await decided('The attic is closed', 8, { channel: ATTIC });
    const words = wordsOf(await ledger(BO));
    expect(words).toContain('2 decisions in <#C0GENERAL>');
    expect(words.indexOf('launch in June')).toBeLessThan(words.indexOf('launch in May'));
    expect(words).toContain(
      '<@U0MARA>, Tue, Nov 7, 2023(https://acme.slack.com/archives/C0GENERAL/p1699358400000100)',
    );
    expect(words).not.toContain('attic');
  });

  it('is filtered by words, by their stems too, and says where there is none', async () => {
    await decided('We launch in May', 3);
    await decided('Tea instead of coffee', 7);
    expect(wordsOf(await ledger(BO, 'launching'))).toContain('1 decision in <#C0GENERAL> with “launching”');
    expect(wordsOf(await ledger(BO, '*whales* `x` <!here>'))).toContain('No decision in');
    expect(wordsOf(await ledger(BO, '', ATTIC.replace('C0ATTIC', GENERAL)))).toContain('2 decisions');
    await recall.simulator.invite('C0PUBLIC');
    expect(wordsOf(await ledger(MARA, '', 'C0PUBLIC'))).toContain('No decisions are noted in');
  });

  it('is paged', async () => {
    for (let day = 1; day <= 7; day += 1) await decided(`Choice ${day}`, day);
    const first = await ledger(BO, 'choice');
    expect(wordsOf(first).match(/Choice \d/g)).toEqual([
      'Choice 7',
      'Choice 6',
      'Choice 5',
      'Choice 4',
      'Choice 3',
    ]);
    const second = await press(recall, { userId: BO, message: first, actionId: ACTION_LEDGER_MORE });
    expect(wordsOf(second).match(/Choice \d/g)).toEqual(['Choice 2', 'Choice 1']);
    expect(controlsOf(second)).not.toContain(ACTION_LEDGER_MORE);
    const back = await press(recall, { userId: BO, message: second, actionId: ACTION_LEDGER_BACK });
    expect(wordsOf(back)).toContain('Choice 7');
  });

  it('is not shown where Recall is not in the channel', async () => {
    const told = await ledger(MARA, '', 'C0PUBLIC');
    expect(told.text).toContain('/invite');
  });

  it('shows a private decision to whoever asked for it alone, and the same shared one once', async () => {
    await decided('We launch in May', 3);
    await decided('We launch in May', 3, { ask: { audience: 'private', trigger: 'command', askedBy: MARA } });
    await decided('Only I know', 4, { ask: { audience: 'private', trigger: 'command', askedBy: MARA } });
    const ofMara = wordsOf(await ledger(MARA));
    expect(ofMara).toContain('2 decisions');
    expect(ofMara).toContain('for you alone');
    expect(wordsOf(await ledger(BO))).not.toContain('Only I know');
  });
});

describe('Superseded by…', () => {
  it('offers once what two recaps tell of', async () => {
    await decided('We launch in June', 5);
    await decided('We launch in June', 5);
    await decided('We launch in May', 7);
    const viewId = await openChoice(BO, await ledger(BO), 0);
    expect(optionsIn(viewId).map(({ text }) => text)).toEqual([expect.stringContaining('We launch in June')]);
  });

  it('links two decisions: the earlier one is struck through, with what takes its place, and its recaps are shown anew', async () => {
    const earlier = await decided('We launch in May', 3);
    const later = await decided('We launch in June', 7);
    const list = await ledger(BO);
    const viewId = await openChoice(BO, list, 1);
    expect(optionsIn(viewId).map(({ text }) => text)).toEqual(['Tue, Nov 7, 2023: We launch in June']);
    await choose(BO, viewId, 'June');
    await saidIn(viewId, 'Noted');
    const redrawn = await until(() => {
      const shown = recall.simulator.world.ephemerals(GENERAL, BO).find(({ ts }) => ts === list.ts);
      return shown && styled(shown, 'strike').length > 0 ? shown : null;
    });
    expect(styled(redrawn, 'strike')).toEqual(['We launch in May']);
    expect(wordsOf(await ledger(MARA))).toContain('superseded by We launch in June');
    const versions = await recall.database.query<{ version: number }>(
      `SELECT "version" FROM "Recap" WHERE "conversationId" IN ('${earlier}', '${later}')`,
    );
    expect(versions.map(({ version }) => version)).toEqual([2, 2]);
  });

  it('can be undone', async () => {
    await decided('We launch in May', 3);
    await decided('We launch in June', 7);
    const viewId = await openChoice(BO, await ledger(BO), 1);
    await choose(BO, viewId, 'June');
    await saidIn(viewId, 'Noted');
    const list = await ledger(MARA);
    const undone = await press(recall, { userId: MARA, message: list, actionId: ACTION_UNSUPERSEDE });
    expect(styled(undone, 'strike')).toEqual([]);
    expect(wordsOf(await ledger(BO))).not.toContain('superseded by');
  });

  it('makes chains but no circles, and offers what takes no other’s place', async () => {
    await decided('First', 1);
    await decided('Second', 2);
    await decided('Third', 3);
    const list = await ledger(BO);
    const first = await openChoice(BO, list, 2);
    await choose(BO, first, 'Second');
    await saidIn(first, 'Noted');
    const second = await openChoice(BO, await ledger(BO), 1);
    expect(optionsIn(second).map(({ text }) => text.split(': ')[1])).toEqual(['Third']);
    await choose(BO, second, 'Third');
    await saidIn(second, 'Noted');
    const third = await openChoice(BO, await ledger(BO), 0);
    expect(optionsIn(third)).toEqual([]);
    expect(styled(await ledger(BO), 'strike')).toEqual(['Second', 'First']);
  });

  it('ends in one state where two people choose at the same time', async () => {
    await decided('We launch in May', 3);
    await decided('We launch in June', 7);
    await decided('We launch in July', 9);
    const [list, other] = [await ledger(BO), await ledger(MARA)];
    const [ofBo, ofMara] = [await openChoice(BO, list, 2), await openChoice(MARA, other, 2)];
    await Promise.all([choose(BO, ofBo, 'June'), choose(MARA, ofMara, 'July')]);
    const outcome = (viewId: string) =>
      until(() => {
        const words = wordsOf({ text: '', blocks: recall.simulator.world.view(viewId)?.blocks ?? [] });
        return /Noted|Somebody else/.exec(words)?.[0];
      });
    expect([await outcome(ofBo), await outcome(ofMara)].sort()).toEqual(['Noted', 'Somebody else']);
    const words = wordsOf(await ledger(MARA));
    expect(words.match(/superseded by/g)).toHaveLength(1);
  });

  it('says that the decision is gone where it is, on a list from before', async () => {
    const id = await decided('We launch in May', 3);
    await decided('We launch in June', 7);
    const list = await ledger(BO);
    await recall.database.query(`UPDATE "Recap" SET "isCurrent" = false WHERE "conversationId" = '${id}'`);
    const viewId = await openChoice(BO, list, 1);
    expect(wordsOf({ text: '', blocks: recall.simulator.world.view(viewId)?.blocks ?? [] })).toContain(
      'no longer there',
    );
  });

  it('acts on the decision that goes on with it where the recap was brought up to date since', async () => {
    await decided('We launch in June', 7);
    const threadTs = '1690000000.000100';
    const source = { kind: 'thread', threadTs } as const;
    const decisions = [{ text: 'We launch in May', by: MARA, sources: [{ ts: threadTs, threadTs }] }];
    await storeRecap(recall.store, { ask: { source }, recap: { decisions } });
    const list = await ledger(BO);
    await storeRecap(recall.store, { ask: { source }, recap: { headline: 'Anew', decisions } });
    const viewId = await openChoice(BO, list, 1);
    await choose(BO, viewId, 'June');
    await saidIn(viewId, 'Noted');
    expect(styled(await ledger(MARA), 'strike')).toEqual(['We launch in May']);
  });

  it('is refused to somebody who may no longer read the channel', async () => {
    await decided('Behind closed doors', 3, { channel: VAULT });
    await decided('Doors open', 7, { channel: VAULT });
    const list = await ledger(BO, '', VAULT);
    const viewId = await openChoice(BO, list, 1);
    await recall.simulator.kick(VAULT, BO);
    await until(async () => {
      const rows = await recall.database.query(
        `SELECT 1 FROM "ChannelMembers" WHERE "channelId" = '${VAULT}' AND "checkedAt" IS NULL`,
      );
      return rows.length > 0;
    });
    await choose(BO, viewId, 'Doors open');
    await until(
      () =>
        !wordsOf({ text: '', blocks: recall.simulator.world.view(viewId)?.blocks ?? [] }).includes(
          'One moment',
        ),
    );
    expect(styled(await ledger(MARA, '', VAULT), 'strike')).toEqual([]);
  });
});
