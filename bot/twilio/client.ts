import type { Twilio } from 'twilio';
import type { Config } from '../../config.ts';

/** The account's client, made when it is first wanted: the library takes 60 ms and 10 MB to load. No retries of its own: each would be billed. */
export function lazyClient(config: Config): () => Promise<Twilio> {
  let made: Promise<Twilio> | undefined;
  return () => (made ??= openClient(config));
}

async function openClient({ twilioAccountSid, twilioAuthToken, twilioApiRoot }: Config): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  const client = twilio(twilioAccountSid, twilioAuthToken, { timeout: 10_000, autoRetry: false });
  if (twilioApiRoot) {
    client.api.baseUrl = twilioApiRoot;
    client.content.baseUrl = twilioApiRoot;
  }
  return client;
}
