import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { createQueueBackend } from '../../src/core/queue/backend.ts';
import { createQueueInspector } from '../../src/core/queue/inspector.ts';
import { createProducer } from '../../src/core/queue/producer.ts';
import { describeOnEachBackend, describeWithRedis } from '../support/backends.ts';
import { startQueue, untilStopped } from '../support/queue.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

const AWAY = { code: 'queue_unavailable', retryable: true };
const someWork = () => ({ conversationId: randomUUID() });

describeOnEachBackend('a queue that goes away', (kind) => {
  it('is told as such, and works again with the same parts when it is back', async () => {
    const { producer, inspector, work, goAway, comeBack } = await startQueue(kind);
    const { runs } = work(() => ({ kind: 'done' }));
    await producer.enqueue('recap', someWork());
    await inspector.report(new Date());
    await until(() => runs.length === 1);
    await goAway();
    const payload = someWork();
    await expect(producer.enqueue('recap', payload)).rejects.toMatchObject(AWAY);
    await expect(producer.stateOf('recap', payload)).rejects.toMatchObject(AWAY);
    await expect(inspector.report(new Date())).rejects.toMatchObject(AWAY);
    await comeBack();
    await until(() =>
      producer.enqueue('recap', payload).then(
        () => true,
        () => false,
      ),
    );
    await until(() => runs.some(({ conversationId }) => conversationId === payload.conversationId));
    await until(() => inspector.report(new Date()).catch(() => null));
  });

  it('does not keep anything from closing', async () => {
    const { producer, inspector, work, goAway } = await startQueue(kind);
    const { runs, close } = work(() => ({ kind: 'done' }));
    await producer.enqueue('recap', someWork());
    await inspector.report(new Date());
    await until(() => runs.length === 1);
    await goAway();
    await producer.enqueue('recap', someWork()).catch(() => {});
    await Promise.all([producer.close(), inspector.close(), close()]);
  });

  it('does not keep a worker from closing that has a job under way', async () => {
    const { producer, work, goAway } = await startQueue(kind);
    const { runs, close } = work(untilStopped);
    await producer.enqueue('recap', someWork());
    await until(() => runs.length === 1);
    await goAway();
    await close();
  });
});

describeWithRedis('a Redis that was never there', () => {
  async function parts() {
    const redis = await startRedisServer();
    await redis.kill();
    const backend = createQueueBackend({ redisUrl: redis.url, databaseUrl: 'postgresql://not-used' });
    const producer = createProducer({ backend, onError: () => {} });
    const inspector = createQueueInspector({ backend, onError: () => {} });
    onTestFinished(async () => {
      await Promise.all([producer.close(), inspector.close()]);
      await redis.close();
    });
    return { redis, producer, inspector };
  }

  it('is told as such, and the same parts work once it is there', async () => {
    const { redis, producer, inspector } = await parts();
    const payload = someWork();
    await expect(producer.enqueue('recap', payload)).rejects.toMatchObject(AWAY);
    await expect(inspector.report(new Date())).rejects.toMatchObject(AWAY);
    await redis.restart();
    await until(() =>
      producer.enqueue('recap', payload).then(
        () => true,
        () => false,
      ),
    );
    expect(await until(() => inspector.report(new Date()).catch(() => null))).toMatchObject({ waiting: 1 });
  });

  it('does not keep anything from closing', async () => {
    const { producer, inspector } = await parts();
    await expect(producer.enqueue('recap', someWork())).rejects.toMatchObject(AWAY);
    await expect(inspector.report(new Date())).rejects.toMatchObject(AWAY);
    await Promise.all([producer.close(), inspector.close()]);
  });
});
