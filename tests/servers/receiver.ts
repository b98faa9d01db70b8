import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another program that is told of events: remembers what came, and can be away or cross. */
export interface Receiver {
  url: string;
  got: Received[];
  /** Answers with this status from now on. */
  answers(status: number | ((received: Received) => number | 'breaks off')): void;
  /** Nobody listens on the port any more. */
  sleeps(): Promise<void>;
  wakes(): Promise<void>;
  close(): Promise<void>;
}

export interface Received {
  id: number;
  type: string;
  body: string;
  headers: Record<string, string | string[] | undefined>;
}

export async function startReceiver(): Promise<Receiver> {
  const got: Received[] = [];
  let statusFor: (received: Received) => number | 'breaks off' = () => 200;
  async function take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = Buffer.concat(await req.toArray()).toString();
    const received = {
      id: Number(req.headers['anna-event-id']),
      type: String(req.headers['anna-event-type']),
      body,
      headers: req.headers,
    };
    const status = statusFor(received);
    if (status === 'breaks off') return void req.socket.destroy();
    if (status < 300) got.push(received);
    res.writeHead(status, { ...(status >= 300 && status < 400 && { location: '/elsewhere' }) }).end('{}');
  }
  const make = () =>
    createServer((req, res) => {
      void take(req, res);
    });
  let server = make();
  const port = await listen(server, 0);
  const sleeps = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return {
    url: `http://127.0.0.1:${port}/anna`,
    got,
    answers(status) {
      statusFor = typeof status === 'number' ? () => status : status;
    },
    sleeps,
    async wakes() {
      server = make();
      await listen(server, port);
    },
    close: () => (server.listening ? sleeps() : Promise.resolve()),
  };
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
