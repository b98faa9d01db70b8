import type { Config } from '../../config.ts';
import { check } from '../check.ts';

const toleranceMs = 30_000;

/** This machine's clock agrees with the platforms': reminders and signatures live by it. */
export default check({
  name: 'clock',
  finds: ['clock-off'],
  everyMinutes: 60,
  patienceInMinutes: 5,
  async examine({ config }) {
    const about = 'clock';
    const platform = platformOf(config);
    if (platform === undefined) return [];
    const theirs = await dateOf(platform);
    if (theirs === undefined) return [{ about, trouble: 'unreachable', unsure: true }];
    const offInMs = Date.now() - theirs;
    const detail = `${Math.round(offInMs / 1000)} s`;
    return [{ about, detail, ...(Math.abs(offInMs) > toleranceMs && { trouble: 'clock-off' as const }) }];
  },
});

/** Whoever we talk to anyway. */
function platformOf({
  telegramBotToken,
  telegramStaffBotToken,
  telegramApiRoot,
  twilioAccountSid,
  twilioApiRoot,
}: Config): string | undefined {
  if (telegramBotToken !== undefined || telegramStaffBotToken !== undefined) return telegramApiRoot;
  return twilioAccountSid === undefined ? undefined : (twilioApiRoot ?? 'https://api.twilio.com');
}

async function dateOf(url: string): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5000) });
    const at = Date.parse(answer.headers.get('date') ?? '');
    return Number.isNaN(at) ? undefined : at;
  } catch {
    return undefined;
  }
}
