import http, { type RequestOptions } from 'node:http';
import https from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import type { Post } from '../../flows/webhooks/deliver-event.ts';

const deadlineInMs = 10_000;
const mostAnswerBytes = 64 * 1024;

/**
 * Sends to other people's addresses and to none of our own network, however it is spelled and whatever its name resolves to at that moment;
 * `allowed` are inner IP addresses that the owner of the machine has named. Redirects are not followed.
 */
export function openPost(allowed: readonly string[], lookup?: RequestOptions['lookup']): Post {
  const filter = { allowIPAddressList: [...allowed], ...(lookup && { lookup }) };
  const agents = { 'http:': new RequestFilteringHttpAgent(filter), 'https:': new RequestFilteringHttpsAgent(filter) };
  return async (url, body, headers) => {
    try {
      const { protocol } = new URL(url);
      if (protocol !== 'http:' && protocol !== 'https:') return { failure: 'no web address' };
      const length = { 'Content-Length': Buffer.byteLength(body) };
      const options = {
        method: 'POST',
        agent: agents[protocol],
        headers: { ...headers, ...length },
        signal: AbortSignal.timeout(deadlineInMs),
      };
      return { status: await send(protocol === 'https:' ? https.request(url, options) : http.request(url, options), body) };
    } catch (error) {
      return { failure: wordsOf(error) };
    }
  };
}

/** The status is the answer; of what follows no more is read than keeps the line whole. */
function send(request: http.ClientRequest, body: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  request.once('error', reject);
  request.once('response', (answer) => {
    let bytes = 0;
    answer.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > mostAnswerBytes) answer.destroy();
    });
    answer.on('error', () => undefined);
    resolve(answer.statusCode ?? 0);
  });
  request.end(body);
  return promise;
}

/** A short reason for the log: the code of the network, or what the filter said, without the address. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer within 10 s';
  if (/is not allowed/.test(error.message)) return 'an inner address';
  return 'code' in error && typeof error.code === 'string' ? error.code : 'no answer';
}
