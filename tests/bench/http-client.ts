import { Agent, request } from 'node:http';

/** Posts JSON over kept-alive connections; resolves with the status once the answer is read. */
export type Post = (path: string, body: unknown, headers?: Record<string, string>) => Promise<number>;

export function poster(port: number, connections: number): Post {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return (path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const bytes = Buffer.from(JSON.stringify(body));
      const all = { 'content-type': 'application/json', 'content-length': bytes.length, ...headers };
      const req = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers: all }, (res) => {
        res.resume();
        res.on('end', () => resolve(res.statusCode ?? 0));
      });
      req.on('error', reject);
      req.end(bytes);
    });
}
