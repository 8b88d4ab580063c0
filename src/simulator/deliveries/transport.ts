import {
  Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
} from 'node:http';

interface PostedRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  timeoutMs: number;
}

export interface PostAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Why a request got no answer, in the words of `x-slack-retry-reason`. */
export type NoAnswerReason = 'http_timeout' | 'connection_failed';

export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly reason: NoAnswerReason;

  constructor(reason: NoAnswerReason, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

export interface Transport {
  /** Sends exactly these headers and this body; throws NoAnswer. */
  post(request: PostedRequest): Promise<PostAnswer>;
  /** Breaks off whatever is under way. */
  close(): void;
}

export function createTransport(): Transport {
  const agent = new Agent({ keepAlive: true });
  const underWay = new Set<ClientRequest>();

  function attempt({ url, headers, body, timeoutMs }: PostedRequest): Promise<PostAnswer> {
    return new Promise((resolve, reject) => {
      const outgoing = request(url, {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      });
      underWay.add(outgoing);
      const timer = setTimeout(() => outgoing.destroy(new NoAnswer('http_timeout')), timeoutMs);
      outgoing.on('response', (response) => {
        readAnswer(response).then(resolve, reject);
      });
      outgoing.on('error', (error) =>
        reject(isStale(error, outgoing.reusedSocket) ? new StaleSocket() : error),
      );
      outgoing.on('close', () => {
        clearTimeout(timer);
        underWay.delete(outgoing);
      });
      outgoing.end(body);
    });
  }

  return {
    async post(posted) {
      try {
        return await attempt(posted).catch((error: unknown) => {
          if (error instanceof StaleSocket) return attempt(posted);
          throw error;
        });
      } catch (error) {
        throw error instanceof NoAnswer ? error : new NoAnswer('connection_failed', error);
      }
    },
    close() {
      for (const outgoing of underWay) outgoing.destroy(new NoAnswer('connection_failed'));
      agent.destroy();
    },
  };
}

async function readAnswer(response: IncomingMessage): Promise<PostAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

/** The other side closed a kept-alive connection just as it was used again: the request never arrived. */
class StaleSocket extends Error {
  override readonly name = 'StaleSocket';
}

function isStale(error: NodeJS.ErrnoException, wasReused: boolean): boolean {
  return wasReused && error.code === 'ECONNRESET';
}
