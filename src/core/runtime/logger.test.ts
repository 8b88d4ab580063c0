import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecallError } from '../domain/errors.ts';
import { withContext } from './context.ts';
import { createLogger, type Logger } from './logger.ts';

function logged(write: (logger: Logger) => void): string[] {
  const lines: string[] = [];
  write(createLogger({ level: 'info', format: 'json' }, { write: (line) => void lines.push(line) }));
  return lines;
}

function fieldsOf(line: string | undefined): Record<string, unknown> {
  return JSON.parse(line ?? '');
}

describe('secrets', () => {
  it.each([
    ['a bot token', 'xoxb-1234-abcDEF', 'got xoxb-1234-abcDEF back'],
    ['a refresh token', 'xoxe-1-My0xLTE', 'xoxe-1-My0xLTE'],
    ['a rotated token', 'xoxp-1-Mi0yLTA', 'xoxe.xoxp-1-Mi0yLTA'],
    ['an app-level token', 'xapp-1-A0-9f', 'Socket Mode with xapp-1-A0-9f!'],
    ['a bearer token', 'abc.DEF-_~+/=', 'Authorization: Bearer abc.DEF-_~+/='],
    ['a bearer token in lower case', 'abcdef', 'authorization: bearer abcdef'],
    ['the password of a database', 'hunter2', 'no answer from postgresql://recall:hunter2@db:5432/recall'],
    ['a password with an @', 'hun@ter2', 'no answer from redis://:hun@ter2@cache:6379'],
    ['a password with a quote', 'hun"ter2', 'no answer from redis://:hun"ter2@cache:6379'],
    ['a password among parameters', 'hunter2', 'postgresql://db/recall?user=recall&password=hunter2&ssl=1'],
  ])('hides %s wherever it stands in a line', (_, secret, text) => {
    const lines = logged((logger) => {
      logger.info(text);
      logger.info({ detail: { list: [text] } }, 'in a field');
      logger.error({ err: new Error(text, { cause: new Error(text) }) }, 'in an error');
    });
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line).toContain('[hidden]');
      expect(line).not.toContain(JSON.stringify(secret).slice(1, -1));
      expect(() => JSON.parse(line)).not.toThrow();
    }
  });

  it('hides fields that hold secrets or what was said, up to three deep', () => {
    const lines = logged((logger) => {
      const message = { text: 'we sell the company', blocks: ['we sell the company'] };
      logger.info(message, 'said');
      logger.info({ message }, 'said');
      logger.info({ call: { message }, messages: [message] }, 'said');
      logger.info({ config: { token: 'we sell the company', password: 'we sell the company' } }, 'set');
    });
    for (const line of lines) expect(line).not.toContain('sell');
  });

  it('hides nothing else', () => {
    const harmless = {
      url: 'http://127.0.0.1:3000',
      mail: 'mara@acme.example',
      queue: 'redis://cache:6379/0',
    };
    const [line] = logged((logger) => logger.info(harmless, 'listens at http://[::1]:3000, write to a@b'));
    expect(fieldsOf(line)).toMatchObject({
      ...harmless,
      msg: 'listens at http://[::1]:3000, write to a@b',
    });
  });

  it('hides every password that a URL can hold', () => {
    const password = fc.string({ unit: 'grapheme', minLength: 6 }).map((text) => `pw-${text}`);
    fc.assert(
      fc.property(password, (plain) => {
        const url = new URL('postgresql://recall@db:5432/recall');
        url.password = plain;
        const [line] = logged((logger) => logger.error({ err: new Error(`cannot reach ${url}`) }));
        expect(url.password).toMatch(/^pw-/);
        expect(line).not.toContain('pw-');
      }),
    );
  });
});

describe('the ids of the work', () => {
  it('stand on every line that is written within it', () => {
    const lines = logged((logger) => {
      logger.info('before');
      withContext({ conversationId: 'c1', workspaceId: 'T1' }, () => {
        logger.info('within');
        logger.child({ service: 'worker' }).info('within, by a child');
      });
      logger.info('after');
    });
    expect(lines.map((line) => fieldsOf(line).conversationId)).toEqual([undefined, 'c1', 'c1', undefined]);
    expect(fieldsOf(lines[2])).toMatchObject({ workspaceId: 'T1', service: 'worker' });
  });

  it('are all that one line hands on to the next', () => {
    const lines = logged((logger) =>
      withContext({ conversationId: 'c1' }, () => {
        logger.info({ stage: 'gather', errorCode: 'internal' }, 'first');
        logger.info('second');
      }),
    );
    expect(fieldsOf(lines[1])).not.toHaveProperty('stage');
    expect(fieldsOf(lines[1])).not.toHaveProperty('errorCode');
  });
});

describe('errors', () => {
  it('are told with name, message, code, stack and causes', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const error = new RecallError('database_unavailable', 'the database did not answer', { cause: refused });
    const [line] = logged((logger) => logger.error({ err: error }, 'failed'));
    expect(fieldsOf(line)).toMatchObject({
      err: {
        name: 'RecallError',
        code: 'database_unavailable',
        message: 'the database did not answer',
        stack: expect.stringContaining('logger.test.ts'),
        cause: { name: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' },
      },
      msg: 'failed',
    });
  });

  it('are told without what libraries hang on them', () => {
    const error = Object.assign(new Error('refused'), {
      data: { messages: ['we sell the company'] },
      cause: Object.assign(new Error('inner'), { body: 'we sell the company' }),
    });
    const [line] = logged((logger) => logger.error({ err: error }));
    expect(fieldsOf(line).err).toMatchObject({
      cause: { name: 'Error', stack: expect.stringContaining('at ') },
    });
    expect(line).not.toContain('sell');
  });

  it('are told without words that may be quoted from a message', () => {
    const quoting = new SyntaxError('Unexpected token: we sell the company');
    const [line] = logged((logger) =>
      logger.error({ err: new RecallError('internal', 'an unexpected SyntaxError', { cause: quoting }) }),
    );
    expect(line).not.toContain('sell');
    expect(fieldsOf(line).err).toMatchObject({
      message: 'an unexpected SyntaxError',
      cause: { name: 'SyntaxError', message: '[hidden]', stack: expect.stringContaining('logger.test.ts') },
    });
  });

  it('are told though they cause each other, or are no errors', () => {
    const circular = new Error('round');
    circular.cause = circular;
    const lines = logged((logger) => {
      logger.error({ err: circular });
      logger.error({ err: 'we sell the company' });
    });
    expect(fieldsOf(lines[0]).err).toMatchObject({ name: 'Error' });
    expect(fieldsOf(lines[1]).err).toEqual({ name: 'NotAnError', message: 'string' });
  });
});

it('writes nothing below its level', () => {
  const lines = logged((logger) => {
    logger.debug('too small');
    logger.warn('large enough');
  });
  expect(lines.map((line) => fieldsOf(line).msg)).toEqual(['large enough']);
});
