import { driver } from '../driver.ts';

export default driver({
  name: 'telegram',
  env: {},
  longest: 4096,
  showsPictures: true,
  async meet(shop, name) {
    const phone = shop.client(name);
    const { person } = phone;
    return {
      begins: () => phone.says('/start'),
      says: (text) => phone.says(text),
      async saysOnce(text) {
        shop.telegram.repeatUpdates(3);
        await phone.says(text);
        shop.telegram.repeatUpdates(1);
      },
      picks: async (label) => void (await phone.presses(label)),
      async sendsPicture(bytes) {
        await person.sendsPhoto(bytes).acknowledged;
        await shop.passes(0);
      },
      shown: async () =>
        person
          .chat()
          .filter(({ from }) => from === 'bot')
          .map(({ text, photo }) => ({ text, hasPicture: photo !== undefined })),
      async blocks() {
        await person.blocks().acknowledged;
        await shop.passes(0);
      },
    };
  },
  breaks: ({ telegram, clock }) => telegram.outage(clock.now(), clock.now() + 3_600_000),
  asksToWait({ telegram }) {
    telegram.fail({ with: '429', method: 'sendMessage', retryAfter: 1 });
    return () => telegram.hasty;
  },
  mixes: ({ telegram }) => telegram.reorder(2),
});
