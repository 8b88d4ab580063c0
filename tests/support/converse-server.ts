import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { BedrockRuntimeClientConfig } from '@aws-sdk/client-bedrock-runtime';
import { objectionTo } from './converse-objections.ts';
import { type ConverseReply, errorReply } from './converse-replies.ts';
import type { RecordedRequest } from './converse-request.ts';

export interface ConverseServer {
  url: string;
  /** What makes the SDK talk to this server. */
  clientConfig: BedrockRuntimeClientConfig;
  /** Every request that was well-formed, oldest first. */
  requests: RecordedRequest[];
  /** The next requests get these, one each; after that the last one is repeated. */
  replyWith(...replies: ConverseReply[]): void;
  replyBy(reply: (request: RecordedRequest) => ConverseReply): void;
  close(): Promise<void>;
}

/**
 * A server on a free port that speaks Bedrock's Converse over HTTP/1.1: real paths, signatures asked for, Bedrock's
 * own error form. It refuses what Bedrock refuses, as far as `converse-objections.ts` knows.
 */
export async function startConverseServer(): Promise<ConverseServer> {
  const requests: RecordedRequest[] = [];
  let replyTo: (request: RecordedRequest) => ConverseReply = () =>
    errorReply('InternalServerException', 'no reply was scripted');

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const modelId = /^\/model\/([^/]+)\/converse$/.exec(request.url ?? '')?.[1];
    if (request.method !== 'POST' || modelId === undefined) {
      return send(response, errorReply('ResourceNotFoundException', `no such path: ${request.url}`));
    }
    const recorded: RecordedRequest = {
      modelId: decodeURIComponent(modelId),
      authorization: request.headers.authorization ?? '',
      body: JSON.parse(await text(request)),
    };
    const objection = objectionTo(recorded);
    if (objection !== null) return send(response, objection);
    requests.push(recorded);
    return send(response, replyTo(recorded));
  }

  return {
    url,
    clientConfig: {
      region: 'us-east-1',
      endpoint: url,
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    },
    requests,
    replyWith(...replies) {
      const waiting = [...replies];
      let last = errorReply('InternalServerException', 'no reply was scripted');
      replyTo = () => {
        last = waiting.shift() ?? last;
        return last;
      };
    },
    replyBy(reply) {
      replyTo = reply;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function send(response: ServerResponse, reply: ConverseReply): Promise<void> {
  switch (reply.kind) {
    case 'message': {
      const { content, stopReason, usage } = reply;
      if (reply.afterMs !== undefined) await delay(reply.afterMs);
      const output = { message: { role: 'assistant', content } };
      return json(response, 200, { output, stopReason, usage, metrics: { latencyMs: reply.afterMs ?? 1 } });
    }
    case 'error': {
      const headers = { 'x-amzn-errortype': reply.type, ...reply.headers };
      return json(response, reply.status, { message: reply.message }, headers);
    }
    case 'silence':
      return;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"output":{"message":');
      response.flushHeaders();
      setImmediate(() => response.destroy());
      return;
    case 'garbage':
      response.writeHead(reply.status, { 'content-type': 'text/html' });
      response.end(reply.body);
      return;
  }
}

function json(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-requestid': 'test', ...headers });
  response.end(JSON.stringify(body));
}
