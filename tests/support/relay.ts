import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a client and a server, as a network does that can fail. */
export interface Relay {
  /** The server's URL, by way of the relay. */
  url: string;
  /** How many bytes clients have sent to the server so far. */
  sent(): number;
  /** Ends all connections and refuses new ones. */
  cut(): Promise<void>;
  /** Lets nothing through any more, without a word to either side; new connections are taken and get no answer. */
  silence(): void;
  /** Ends what was cut or silent, and lets new connections through. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function startRelay(targetUrl: string): Promise<Relay> {
  const target = new URL(targetUrl);
  const sockets = new Set<Socket>();
  let silent = false;
  let sent = 0;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((incoming) => {
    keep(incoming);
    if (silent) return;
    const outgoing = keep(connect(Number(target.port), target.hostname));
    const pass = (from: Socket, to: Socket) => {
      from.on('data', (chunk) => {
        if (!silent) to.write(chunk);
      });
      from.on('close', () => to.destroy());
    };
    incoming.on('data', ({ length }) => {
      sent += length;
    });
    pass(incoming, outgoing);
    pass(outgoing, incoming);
  });
  const port = await listenOn(server, 0);
  const dropAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const stopListening = async () => {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    dropAll();
    await closed;
  };
  return {
    url: Object.assign(new URL(targetUrl), { port: String(port) }).toString(),
    sent: () => sent,
    cut: stopListening,
    silence() {
      silent = true;
    },
    async mend() {
      silent = false;
      dropAll();
      if (!server.listening) await listenOn(server, port);
    },
    close: stopListening,
  };
}

async function listenOn(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
