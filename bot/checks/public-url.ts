import type { Config } from '../../config.ts';
import { check } from '../check.ts';
import { signedAs } from '../twilio/signature.ts';

/**
 * What comes to PUBLIC_URL reaches this very shop, with path and form unchanged: a harmless request that is signed as Twilio signs is
 * taken. Only while the shop runs.
 */
export default check({
  name: 'public-url',
  finds: ['url-unreachable', 'url-differs', 'url-open'],
  async examine({ config }) {
    const { publicUrl, host, port, twilioAuthToken: token } = config;
    const about = 'public-url';
    if (publicUrl === undefined) return [];
    if (isOpenHttp(publicUrl)) return [{ about, trouble: 'url-open', detail: publicUrl }];
    const isRunning = (await statusOf(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/livez`)) !== undefined;
    if (!isRunning) return [{ about, trouble: 'not-running', unsure: true }];
    if ((await statusOf(`${publicUrl}/livez`)) !== 200) return [{ about, trouble: 'url-unreachable', detail: publicUrl }];
    const path = reportPathOf(config);
    if (token === undefined || path === undefined) return [{ about, detail: publicUrl }];
    const body = { MessageSid: 'SM0', MessageStatus: 'queued', CallSid: 'CA0', CallStatus: 'queued' };
    const url = publicUrl + path;
    const status = await statusOf(url, {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: { 'x-twilio-signature': signedAs(token, url, body) },
    });
    return [{ about, detail: publicUrl, ...(status !== 200 && { trouble: 'url-differs' as const }) }];
  },
});

/** Without encryption, and not only on this machine: Telegram does not come there, and passwords would be read on the way. */
function isOpenHttp(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && hostname !== 'localhost' && !hostname.startsWith('127.') && hostname !== '[::1]';
}

/** Where Twilio reports what became of a message or a call; of one that nobody knows nothing becomes. */
function reportPathOf({ twilioSmsFrom, twilioVoiceFrom, twilioWhatsappFrom }: Config): string | undefined {
  if (twilioSmsFrom !== undefined) return '/twilio/status';
  if (twilioVoiceFrom !== undefined) return '/twilio/voice/status';
  return twilioWhatsappFrom === undefined ? undefined : '/twilio/whatsapp/status';
}

async function statusOf(url: string, init: RequestInit = {}): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(5000) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return undefined;
  }
}
