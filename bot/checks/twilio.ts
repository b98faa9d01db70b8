import { z } from 'zod';
import type { Config } from '../../config.ts';
import { check, type Finding } from '../check.ts';
import { askTwilio } from '../twilio/ask.ts';

/** The account is good, our numbers are its own, and what people send and call to them comes to us. */
export default check({
  name: 'twilio',
  finds: ['token-revoked', 'twilio-account', 'number-missing', 'number-elsewhere'],
  everyMinutes: 3,
  async examine({ config }): Promise<Finding[]> {
    const { twilioAccountSid: sid, twilioAuthToken, twilioVoiceFrom: voice, twilioSmsFrom: sms } = config;
    if (sid === undefined || twilioAuthToken === undefined) return [];
    try {
      const { status, body } = await askTwilio(config, '');
      const channels = channelsOf(config);
      if (status === 401) return channels.map((about) => ({ about, trouble: 'token-revoked' }));
      const account = accountShape.parse(body);
      const { status: detail } = account;
      if (detail !== 'active') return channels.map((about) => ({ about, trouble: 'twilio-account', detail }));
      const numbers = [...new Set([voice, sms].filter((number) => number?.startsWith('+') && number.length > 8))];
      const found = (await Promise.all(numbers.map((number = '') => examineNumber(config, number)))).flat();
      const others = channels.filter((about) => !found.some((each) => each.about === about));
      return [...others.map((about) => ({ about })), ...found];
    } catch {
      return [{ about: 'twilio', trouble: 'unreachable', unsure: true }];
    }
  },
});

const channelsOf = ({ twilioSmsFrom: sms, twilioVoiceFrom: voice, twilioWhatsappFrom: whatsapp }: Config): string[] => [
  ...(sms === undefined ? [] : ['sms']),
  ...(voice === undefined ? [] : ['voice']),
  ...(whatsapp === undefined ? [] : ['whatsapp']),
];

const accountShape = z.object({ status: z.string() });
const numbersShape = z.object({
  incoming_phone_numbers: z.array(
    z.object({ voice_url: z.string().nullish(), status_callback: z.string().nullish(), sms_url: z.string().nullish() }),
  ),
});

/** Our webhooks of one number, by the names that their fields have in Twilio's console. */
async function examineNumber(config: Config, number: string): Promise<Finding[]> {
  const { twilioVoiceFrom: voice, twilioSmsFrom: sms, publicUrl } = config;
  const { body } = await askTwilio(config, `/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(number)}`);
  const [found] = numbersShape.parse(body).incoming_phone_numbers;
  const used = ['voice', 'sms'].filter((channel) => number === { voice, sms }[channel]);
  if (!found) return used.map((about) => ({ about, trouble: 'number-missing', detail: number }));
  if (publicUrl === undefined) return used.map((about) => ({ about, detail: number }));
  const fields: Record<string, [field: string, is: string | null | undefined, path: string][]> = {
    voice: [
      ['A call comes in', found.voice_url, '/twilio/voice'],
      ['Call status changes', found.status_callback, '/twilio/voice/status'],
    ],
    sms: [['A message comes in', found.sms_url, '/twilio/sms']],
  };
  return used.map((about) => {
    // How often Twilio repeats is said behind a #.
    const wrong = (fields[about] ?? []).filter(([, is, path]) => is?.split('#')[0] !== publicUrl + path);
    if (wrong.length === 0) return { about, detail: number };
    return { about, trouble: 'number-elsewhere', detail: wrong.map(([field, , path]) => `${field}: ${publicUrl}${path}`).join('; ') };
  });
}
