import { Agent, request } from 'node:http';
import { connect } from 'node:net';

export interface Shot {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

export interface Hit {
  status: number;
  inMs: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Sends one request; resolves with how it was answered, 0 when the server cut the line. Answers that stay open are left at once. */
export function send(port: number, { method, path, headers, body }: Shot): Promise<Hit> {
  const began = performance.now();
  return new Promise((resolve) => {
    const end = (status: number) => resolve({ status, inMs: performance.now() - began });
    const lost = (error: Error) => {
      if ('code' in error && error.code === 'ECONNREFUSED') end(-1);
      else end(0);
    };
    try {
      const req = request({
        host: '127.0.0.1',
        port,
        method,
        path,
        agent,
        headers: { ...headers, ...(body && { 'content-length': body.length }) },
      });
      req.once('error', lost);
      req.once('response', (res) => {
        if (String(res.headers['content-type']).startsWith('text/event-stream')) req.destroy();
        else res.resume();
        res.once('close', () => end(res.statusCode ?? 0));
      });
      req.end(body);
    } catch {
      end(0); // Node itself will not send such a header or path
    }
  });
}

/** Bytes as they are: wrong lengths, half requests, a chunk that never ends. The line is left after a moment. */
export function sendRaw(port: number, bytes: string | Buffer): Promise<Hit> {
  const began = performance.now();
  return new Promise((resolve) => {
    let status = 0;
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    const timer = setTimeout(() => socket.destroy(), 300);
    socket.on('data', (piece: Buffer) => {
      status ||= Number(/^HTTP\/1\.1 (\d{3})/.exec(piece.toString('latin1'))?.[1] ?? 0);
    });
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve({ status, inMs: Math.max(0, performance.now() - began - 300) });
    });
  });
}
