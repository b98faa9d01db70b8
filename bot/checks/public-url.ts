import { check } from '../check.ts';
import { signedAs } from '../twilio/signature.ts';

/**
 * What comes to PUBLIC_URL reaches this very shop, with path and form unchanged: a harmless request that is signed as Twilio signs is
 * taken. Only while the shop runs.
 */
export default check({
  name: 'public-url',
  finds: ['url-unreachable', 'url-differs'],
  async examine({ config: { publicUrl, host, port, twilioAuthToken } }) {
    const about = 'public-url';
    if (publicUrl === undefined) return [];
    const isRunning = (await statusOf(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/livez`)) !== undefined;
    if (!isRunning) return [{ about, trouble: 'not-running', unsure: true }];
    if ((await statusOf(`${publicUrl}/livez`)) !== 200) return [{ about, trouble: 'url-unreachable', detail: publicUrl }];
    if (twilioAuthToken === undefined) return [{ about, detail: publicUrl }];
    const body = { MessageSid: 'SM0', MessageStatus: 'queued' };
    const url = `${publicUrl}/twilio/status`;
    const status = await statusOf(url, {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: { 'x-twilio-signature': signedAs(twilioAuthToken, url, body) },
    });
    return [{ about, detail: publicUrl, ...(status === 403 && { trouble: 'url-differs' as const }) }];
  },
});

async function statusOf(url: string, init: RequestInit = {}): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(5000) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return undefined;
  }
}
