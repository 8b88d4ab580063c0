import { describe, expect, it } from 'vitest';
import { loadConfig, NOT_YET_USED, VARIABLE_NAMES } from '../../src/core/runtime/config.ts';
import { readEnvironmentExample } from '../support/environment-example.ts';

const OF_DOCKER_COMPOSE = ['POSTGRES_PASSWORD', 'POSTGRES_PORT', 'REDIS_PORT'];
const OF_THE_AWS_SDK = /^AWS_/;

describe('.env.example', () => {
  const variables = readEnvironmentExample();
  const ofRecall = variables.filter(
    ({ name }) => !OF_DOCKER_COMPOSE.includes(name) && !OF_THE_AWS_SDK.test(name),
  );

  it('lists every variable that Recall reads, once, and no other', () => {
    expect(ofRecall.map(({ name }) => name).sort()).toEqual([...VARIABLE_NAMES].sort());
  });

  it('explains each', () => {
    expect(variables.filter(({ explanation }) => explanation === '')).toEqual([]);
  });

  it('leaves open only what has to be filled in', () => {
    const open = variables.filter(({ isCommentedOut }) => !isCommentedOut);
    expect(open.map(({ name, value }) => [name, value])).toEqual([
      ['SLACK_SIGNING_SECRET', ''],
      ['SLACK_BOT_TOKEN', ''],
      ['POSTGRES_PASSWORD', ''],
    ]);
  });

  it('shows the defaults that are in force', () => {
    const shown = ofRecall.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]);
    expect(shown.length).toBeGreaterThan(5);
    const { withoutEffect: _, ...withShown } = loadConfig(Object.fromEntries(shown), []);
    const { withoutEffect: __, ...withNone } = loadConfig({}, []);
    expect(withShown).toEqual(withNone);
  });

  it('says of what has no effect that it has none', () => {
    const said = variables.filter(({ explanation }) => explanation.includes('no effect in this version'));
    const saidAlso = variables.filter(({ explanation }) => explanation.includes('No effect in this version'));
    expect([...said, ...saidAlso].map(({ name }) => name).sort()).toEqual([...NOT_YET_USED].sort());
  });
});
