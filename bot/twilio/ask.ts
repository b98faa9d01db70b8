import type { Config } from '../../config.ts';

/** One question to Twilio about our account, for checks: without the library, and a refusal is an answer too. Rejects without an answer. */
export async function askTwilio(
  { twilioApiRoot = 'https://api.twilio.com', twilioAccountSid = '', twilioAuthToken = '' }: Config,
  path: string,
): Promise<{ status: number; body: unknown }> {
  const account = `${twilioApiRoot}/2010-04-01/Accounts/${twilioAccountSid}`;
  const authorization = `Basic ${Buffer.from(`${twilioAccountSid}:${twilioAuthToken}`).toString('base64')}`;
  const response = await fetch(path === '' ? `${account}.json` : account + path, {
    headers: { authorization },
    redirect: 'error',
    signal: AbortSignal.timeout(8000),
  });
  return { status: response.status, body: await response.json() };
}
