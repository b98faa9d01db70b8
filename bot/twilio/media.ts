import type { Config } from '../../config.ts';
import { ChannelError } from '../../notifications/channel-error.ts';

const limitInBytes = 16 * 1024 * 1024;
const deadlineInMs = 20_000;
const mostRedirects = 3;

const taken = /^(image|audio|video)\/|^application\/(pdf|msword|vnd\.(ms-|openxmlformats-))|^text\/(plain|csv|(x-)?vcard|directory)/i;

/** Whether we take files of this type: pictures, voice, video, documents, contacts; nothing that runs. */
export const isTakenType = (mime: string): boolean => taken.test(mime);

export interface Fetching {
  url: string;
  limit?: number;
  timeoutMs?: number;
}

/** The bytes of a file that somebody sent. Only Twilio itself is shown our credentials: it redirects to a storage that must not see them. */
export async function fetchMedia(
  config: Pick<Config, 'twilioAccountSid' | 'twilioAuthToken' | 'twilioApiRoot'>,
  { url, limit = limitInBytes, timeoutMs = deadlineInMs }: Fetching,
): Promise<Uint8Array> {
  if (!isTwilio(url, config.twilioApiRoot)) throw new ChannelError('The file does not lie with Twilio', 'never');
  const authorization = `Basic ${Buffer.from(`${config.twilioAccountSid}:${config.twilioAuthToken}`).toString('base64')}`;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    let answer = await fetch(url, { headers: { authorization }, redirect: 'manual', signal });
    for (let hop = 0; hop < mostRedirects && answer.status >= 300 && answer.status < 400; hop += 1) {
      await answer.body?.cancel();
      answer = await fetch(new URL(answer.headers.get('location') ?? '', url), { redirect: 'manual', signal });
    }
    return await bytesOf(answer, limit);
  } catch (error) {
    if (error instanceof ChannelError) throw error;
    throw new ChannelError('The file could not be fetched from Twilio', 'later');
  }
}

function isTwilio(url: string, apiRoot: string | undefined): boolean {
  const { origin, protocol, hostname } = URL.parse(url) ?? {};
  return apiRoot === undefined ? protocol === 'https:' && /(^|\.)twilio\.com$/.test(hostname ?? '') : origin === new URL(apiRoot).origin;
}

async function bytesOf(answer: Response, limit: number): Promise<Uint8Array> {
  if (!answer.ok) throw new ChannelError(`Twilio does not give the file out: ${answer.status}`, answer.status === 404 ? 'never' : 'later');
  const type = answer.headers.get('content-type') ?? '';
  if (type !== '' && !isTakenType(type) && !type.startsWith('application/octet-stream'))
    throw new ChannelError('A file of this type is not taken', 'never');
  const chunks: Uint8Array[] = [];
  let size = 0;
  // What a header says about the size may be wrong.
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > limit) throw new ChannelError(`The file is over ${Math.round(limit / 1024 / 1024)} MB`, 'never');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
