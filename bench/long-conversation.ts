// How long conversations of growing length take through the chunked path of the bedrock engine, with a model that answers at
// once, and how much memory the process then holds. The baseline is the shortest one, in the same run.
import { createBedrockEngine } from '../src/worker/engines/bedrock/index.ts';
import { verify } from '../src/worker/recap/verify.ts';
import { toolReply } from '../tests/support/converse-replies.ts';
import { startConverseServer } from '../tests/support/converse-server.ts';
import { questionAbout, windowOf } from '../tests/support/transcripts.ts';

const LENGTHS = [50, 500, 5000];
const ROUNDS = 5;
const ANSWER = {
  headline: 'The migration went as planned',
  points: [{ text: 'The first step went as planned', sources: [1] }],
  decisions: [],
  actionItems: [],
  openQuestions: [],
  tags: ['migration'],
};

const server = await startConverseServer();
server.replyWith(toolReply(ANSWER));
const engine = createBedrockEngine({
  modelId: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
  now: () => new Date(),
  clientConfig: server.clientConfig,
  capabilities: { promptTokens: 30_000 },
});
try {
  await measure(LENGTHS[0] ?? 50);
  const baseline = await measure(LENGTHS[0] ?? 50);
  console.log('| messages | calls | median | against the shortest | resident |');
  console.log('| ---: | ---: | ---: | ---: | ---: |');
  for (const length of LENGTHS) {
    const before = server.requests.length;
    const median = await measure(length);
    const calls = (server.requests.length - before) / ROUNDS;
    const resident = Math.round(process.memoryUsage.rss() / 2 ** 20);
    console.log(
      `| ${length} | ${calls} | ${median.toFixed(0)} ms | ${(median / baseline).toFixed(1)} × | ${resident} MB |`,
    );
  }
} finally {
  await server.close();
}

/** Milliseconds from the question to the verified recap, the median of some rounds. */
async function measure(length: number): Promise<number> {
  const question = questionAbout(windowOf(length));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    const { answer } = await engine.summarize(question, new AbortController().signal);
    verify(answer, question.transcript, question);
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}
