import { byWhatsapp } from '../../whole-shop.ts';
import { driver } from '../driver.ts';
import { ofTwilio, texting } from '../twilio-driver.ts';

export default driver({
  name: 'whatsapp',
  env: byWhatsapp,
  longest: 1600,
  showsPictures: true,
  async meet(shop, name, phone) {
    const { whatsapp } = shop.caller(phone, name);
    return {
      ...texting(shop, whatsapp),
      async picks(label) {
        const title = whatsapp.choices().find((each) => each.startsWith(label));
        if (!title) throw new Error(`No “${label}” among ${whatsapp.choices().join(' | ')}`);
        await whatsapp.presses(title);
      },
      blocks: () => whatsapp.says('Стоп'),
    };
  },
  ...ofTwilio,
});
