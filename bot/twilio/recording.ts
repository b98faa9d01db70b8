import type { Config } from '../../config.ts';
import { fetchMedia } from './media.ts';

const limitInBytes = 50 * 1024 * 1024;

/** The sound of a recording as mp3; people are only ever given our own copy of it. */
export const fetchRecording = (config: Config, sid: string): Promise<Uint8Array> =>
  fetchMedia(config, { url: addressOf(config, sid), limit: limitInBytes });

function addressOf({ twilioApiRoot = 'https://api.twilio.com', twilioAccountSid = '' }: Config, sid: string): string {
  return `${twilioApiRoot}/2010-04-01/Accounts/${twilioAccountSid}/Recordings/${encodeURIComponent(sid)}.mp3`;
}
