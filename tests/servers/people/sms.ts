import { driver } from '../driver.ts';
import { ofTwilio, texting } from '../twilio-driver.ts';

export default driver({
  name: 'sms',
  env: {},
  longest: 1600,
  showsPictures: false,
  async meet(shop, name, phone) {
    const { sms } = shop.caller(phone, name);
    return {
      ...texting(shop, sms),
      /** The number before the words. */
      async picks(label) {
        const line = sms
          .last()
          .text.split('\n')
          .find((each) => each.replace(/^\d+\. /, '').startsWith(label));
        if (!line) throw new Error(`No “${label}” in:\n${sms.last().text}`);
        await sms.says(line.split('.')[0] ?? '');
      },
      blocks: () => sms.says('STOP'),
    };
  },
  ...ofTwilio,
});
