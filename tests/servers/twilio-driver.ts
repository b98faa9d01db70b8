import type { Texting, WholeShop } from '../whole-shop.ts';
import type { Driver, Person } from './driver.ts';

/** What SMS and WhatsApp have in common. */
export const texting = (shop: WholeShop, chat: Texting): Omit<Person, 'picks'> => ({
  begins: () => chat.says('Привет!'),
  says: (text) => chat.says(text),
  async saysOnce(text) {
    shop.twilio.repeatInbound(3);
    await chat.says(text);
    shop.twilio.repeatInbound(1);
  },
  sendsPicture: (bytes) => chat.sends(chat.person.sendsMedia(bytes, 'image/png')),
  shown: async () =>
    chat.person
      .chat()
      .filter(({ from }) => from === 'us')
      .map(({ text, media }) => ({ text, hasPicture: media.length > 0 })),
});

/** What the platform behind both can do. */
export const ofTwilio: Pick<Driver, 'breaks' | 'asksToWait' | 'mixesReports'> = {
  breaks: ({ twilio, clock }) => twilio.outage(clock.now(), clock.now() + 3_600_000),
  asksToWait({ twilio }) {
    twilio.fail({ with: '429', method: 'CreateMessage', retryAfter: 1 });
    return () => twilio.hasty;
  },
  mixesReports: ({ twilio }) => twilio.fate({ order: ['delivered', 'sent'] }),
};
