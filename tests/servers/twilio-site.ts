import twilio from 'twilio';
import { addPairs } from './forms.ts';
import { listen, readBody } from './http.ts';
import type { FakeTwilio } from './twilio.ts';

export type HeardByUs = Record<string, string>;
type Answer = { status?: number; type?: string; body?: string };

/** The library pointed at the server of this folder. */
export function clientOf(
  server: FakeTwilio,
  user: string = server.accountSid,
  secret: string = server.authToken,
): ReturnType<typeof twilio> {
  const client = twilio(user, secret, { accountSid: server.accountSid });
  client.api.baseUrl = server.url;
  client.content.baseUrl = server.url;
  return client;
}

/** A site behind a proxy that hears what the server calls, and checks each signature with the real library. */
export async function startSite(server: FakeTwilio, answer: (params: HeardByUs, path: string) => Answer | Promise<Answer> = () => ({})) {
  const heard: HeardByUs[] = [];
  const site = await listen(async (req, res) => {
    const params: HeardByUs = {};
    addPairs(params, String(await readBody(req)));
    const path = req.url ?? '';
    if (!twilio.validateRequest(server.authToken, String(req.headers['x-twilio-signature']), `https://anna.example${path}`, params)) {
      res.writeHead(403).end();
      return;
    }
    heard.push({ ...params, path, token: String(req.headers['i-twilio-idempotency-token']) });
    const { status = 200, type = 'text/xml', body = '<Response/>' } = await answer(params, path);
    res.writeHead(status, { 'content-type': type }).end(body);
  });
  server.route('https://anna.example', site.url);
  server.hooks({ messages: 'https://anna.example/in', calls: 'https://anna.example/call', callStatus: 'https://anna.example/ended' });
  return { heard, close: site.close };
}
