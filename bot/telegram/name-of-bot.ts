import { z } from 'zod';

const answer = z.object({ result: z.object({ username: z.string() }) });

/** The bot's user name, or undefined when Telegram does not answer in time: a link can do without. */
export async function nameOfBot(apiRoot: string, token: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${apiRoot}/bot${token}/getMe`, { signal: AbortSignal.timeout(5000) });
    return answer.parse(await response.json()).result.username;
  } catch {
    return undefined;
  }
}
