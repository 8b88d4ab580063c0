import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface RecordedRequest {
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the recorder answers; `hang` leaves the request without an answer. */
export type RecorderAnswer = { status: number; headers?: Record<string, string>; body?: string } | 'hang';

export interface RequestRecorder {
  url: string;
  requests: RecordedRequest[];
  close(): Promise<void>;
}

/** An app that writes down what is sent to it and answers as told: the nth request with `answer(n)`, n from 0. */
export async function startRequestRecorder(
  answer: (index: number) => RecorderAnswer = () => ({ status: 200 }),
): Promise<RequestRecorder> {
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const given = answer(requests.length);
      requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      if (given !== 'hang') response.writeHead(given.status, given.headers).end(given.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the recorder listens on no port');
  return {
    url: `http://127.0.0.1:${address.port}/slack/events`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
