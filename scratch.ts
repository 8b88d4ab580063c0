import { builtInTour, builtInWorkspace } from './src/simulator/built-in/index.ts';
import { startSimulator } from './src/simulator/index.ts';
import { loadConfig } from './src/core/runtime/config.ts';
import { createLogger } from './src/core/runtime/logger.ts';
import { migrate } from './src/core/store/migrate.ts';
import { createQueueBackend } from './src/core/queue/backend.ts';
import { startBot } from './src/bot/main.ts';
import { startWorker } from './src/worker/main.ts';
import { startApi } from './src/api/main.ts';
import pg from 'pg';
const admin = new pg.Client('postgresql://postgres@127.0.0.1:5432/postgres'); await admin.connect();
await admin.query('DROP DATABASE IF EXISTS scratch WITH (FORCE)'); await admin.query('CREATE DATABASE scratch'); await admin.end();
const now = new Date();
const sim = await startSimulator({ seed: builtInWorkspace({ now }) });
const databaseUrl = 'postgresql://postgres@127.0.0.1:5432/scratch';
console.log(await migrate({ databaseUrl }));
const config = loadConfig({ DATABASE_URL: databaseUrl, ...(process.env.R ? { REDIS_URL: process.env.R } : {}), SLACK_API_URL: sim.apiUrl, SLACK_BOT_TOKEN: sim.app.botToken, SLACK_SIGNING_SECRET: sim.app.signingSecret, BOT_PORT: '0', API_PORT: '0', LOG_LEVEL: 'info', LOG_FORMAT: 'pretty' }, ['bot', 'worker', 'api']);
await createQueueBackend(config).migrate();
const logger = createLogger(config.log);
const signal = new AbortController().signal;
const bot = await startBot({ config, logger, signal });
const worker = await startWorker({ config, logger, signal });
const api = await startApi({ config, logger, signal });
sim.connect(`${bot.url}/slack/events`);
const tour = builtInTour({ now });
const t = tour.shortcut;
const times: number[] = [];
for (let i = 0; i < 5; i++) {
const start = performance.now();
const d = await sim.as(t.askedBy).useMessageShortcut({ callbackId: 'recall_thread', channel: t.channelId, ts: t.threadTs });
const ack = performance.now() - start;
for (;;) {
  const mine = sim.world.replies(t.channelId, t.threadTs).filter((m) => m.bot_id);
  if (mine.length > i && mine.at(-1)!.text.startsWith('Recap')) { if(i==0) console.log(JSON.stringify(mine.at(-1), null, 1).slice(0, 6000)); break; }
  if (performance.now() - start > 10000) { console.log(mine.at(-1), d); break; }
  await new Promise((r) => setTimeout(r, 5));
}
times.push(Math.round(performance.now() - start)); console.log({ ack, status: d.status });
}
console.log(times);
await sim.as(tour.recall.askedBy).runCommand({ channel: tour.recall.channelId, command: '/recall', text: '' });
await new Promise((r) => setTimeout(r, 1500));
const dm = sim.world.directChannel(tour.recall.askedBy)!;
console.log(sim.world.ephemerals(tour.recall.channelId, tour.recall.askedBy).map((e) => e.text), sim.world.timeline(dm.id).map((m) => m.text));
await sim.as(tour.notInvited.askedBy).runCommand({ channel: tour.notInvited.channelId, command: '/recall', text: '' });
await new Promise((r) => setTimeout(r, 1500));
const dm2 = sim.world.directChannel(tour.notInvited.askedBy);
console.log(sim.world.ephemerals(tour.notInvited.channelId, tour.notInvited.askedBy).map((e) => e.text), dm2 && sim.world.timeline(dm2.id).map((m) => m.text));
console.log(JSON.stringify(await (await fetch(`${api.url}/health`)).json()));
await api.close(); await bot.close(); await worker.close(); await sim.close();
console.log('closed');
