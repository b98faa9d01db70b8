import { z } from 'zod';
import type { Config } from '../../config.ts';
import { check, type Finding } from '../check.ts';
import { webhookPath } from '../telegram/webhook.ts';

/** Each bot's token is good, and its updates come to us. */
export default check({
  name: 'telegram',
  finds: ['token-revoked', 'webhook-elsewhere', 'webhook-refused'],
  everyMinutes: 2,
  async examine({ config }) {
    const bots = [
      ['telegram', config.telegramBotToken],
      ['telegram-staff', config.telegramStaffBotToken],
    ] as const;
    return Promise.all(bots.flatMap(([channel, token]) => (token === undefined ? [] : [examineBot(config, channel, token)])));
  },
});

async function examineBot(config: Config, about: string, token: string): Promise<Finding> {
  try {
    const me = await ask(config, token, 'getMe');
    if (me.error_code === 401 || me.error_code === 404) return { about, trouble: 'token-revoked' };
    const { result } = await ask(config, token, 'getWebhookInfo');
    const wrong = result && judgeWebhook(config, { channel: about, token }, result);
    const detail = [
      me.result?.username && `@${me.result.username}`,
      result?.pending_update_count ? `${result.pending_update_count} …` : '',
    ];
    return { about, detail: detail.filter(Boolean).join(', '), ...wrong };
  } catch {
    return { about, trouble: 'unreachable', unsure: true };
  }
}

const answer = z.object({
  error_code: z.number().optional(),
  result: z
    .object({
      username: z.string().optional(),
      url: z.string().optional(),
      pending_update_count: z.number().default(0),
      last_error_date: z.number().optional(),
      last_error_message: z.string().optional(),
    })
    .optional(),
});
type Answer = z.infer<typeof answer>;

function judgeWebhook(
  { publicUrl, secret }: Config,
  bot: { channel: string; token: string },
  { url = '', pending_update_count: pending, last_error_date: failedAt = 0, last_error_message: why = '' }: NonNullable<Answer['result']>,
): Pick<Finding, 'trouble' | 'detail'> | undefined {
  const expected = publicUrl === undefined ? '' : publicUrl + webhookPath({ secret, ...bot });
  // Taken away altogether it is set again within a minute by the running shop, and at its start.
  if (url !== expected && url !== '') return { trouble: 'webhook-elsewhere', detail: URL.parse(url)?.origin ?? '' };
  const failsNow = pending > 0 && Date.now() / 1000 - failedAt < 300;
  return failsNow ? { trouble: 'webhook-refused', detail: `${pending}: ${why}` } : undefined;
}

/** No library: the answer of a refusal matters as much as that of a success, and the doctor needs no bot. */
async function ask({ telegramApiRoot }: Config, token: string, method: 'getMe' | 'getWebhookInfo'): Promise<Answer> {
  const response = await fetch(`${telegramApiRoot}/bot${token}/${method}`, { signal: AbortSignal.timeout(8000) });
  return answer.parse(await response.json());
}
