import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

export type Answered = { status: number; headers: http.IncomingHttpHeaders; body: string };
export type Listening = { url: string; close(): Promise<void> };

type Handler = (req: http.IncomingMessage, res: http.ServerResponse) => void | Promise<void>;

/** Listens on a free port of 127.0.0.1. A handler that fails cuts its connection. Closing ends open connections too. */
export async function listen(handle: Handler, port = 0): Promise<Listening> {
  const safely = async (req: http.IncomingMessage, res: http.ServerResponse) => {
    try {
      await handle(req, res);
    } catch {
      res.destroy();
    }
  };
  const server = http.createServer({ keepAliveTimeout: 60_000 }, (req, res) => void safely(req, res));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

export function readBody(req: http.IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    req.on('error', reject);
    req.on('close', () => reject(new Error('the client went away')));
  });
}

export function send(res: http.ServerResponse, status: number, body: string, headers: http.OutgoingHttpHeaders = {}): void {
  if (res.destroyed) return;
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers });
  res.end(body);
}

const agents = { http: new http.Agent({ keepAlive: true, maxSockets: 100 }), https: new https.Agent({ keepAlive: true, maxSockets: 100 }) };

/** Posts and reads the whole answer. Rejects on network errors and after the timeout. */
export function post(url: string, headers: http.OutgoingHttpHeaders, body: string, timeoutMs: number): Promise<Answered> {
  const { request, agent } = url.startsWith('https:')
    ? { request: https.request, agent: agents.https }
    : { request: http.request, agent: agents.http };
  return new Promise((resolve, reject) => {
    const length = Buffer.byteLength(body);
    const req = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': length }, timeout: timeoutMs }, (res) => {
      readBody(res).then((bytes) => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: bytes.toString() }), reject);
    });
    req.on('timeout', () => req.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    req.on('error', reject);
    req.end(body);
  });
}

/** Which public addresses lead where, as a proxy would have it. */
export type Routes = Map<string, string>;

/** The address to really call for a public one. */
export function routed(url: string, routes: Routes): string {
  for (const [from, to] of routes) if (url.startsWith(from)) return to + url.slice(from.length);
  return url;
}
