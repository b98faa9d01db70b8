import { and, asc, eq } from 'drizzle-orm';
import { identities } from '../../../db/schema/people.ts';
import { webMessages } from '../../../db/schema/talk.ts';
import type { Button } from '../../../notifications/message.ts';
import { openBrowser } from '../../bot/browser.ts';
import { driver } from '../driver.ts';

let acts = 0;

export default driver({
  name: 'web',
  env: {},
  longest: Number.POSITIVE_INFINITY,
  showsPictures: true,
  async meet(shop) {
    const browser = openBrowser(`http://127.0.0.1:${shop.anna.port}`);
    const act = async (path: string, body: object) => {
      const answer = await browser.post(path, body, { origin: `http://127.0.0.1:${shop.anna.port}` });
      if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
      await shop.passes(0);
    };
    const id = () => `conformance-${++acts}`;
    const address = () => browser.cookie('anna_chat').split('.')[0] ?? '';
    const rows = async () => {
      const found = await shop.store.read
        .select({ id: webMessages.id, body: webMessages.body })
        .from(webMessages)
        .innerJoin(identities, eq(identities.id, webMessages.identityId))
        .where(and(eq(identities.address, address()), eq(webMessages.mine, false), eq(webMessages.removed, false)))
        .orderBy(asc(webMessages.id));
      // What `show` wrote there.
      return found.map(({ id: number, body }) => ({ number, body: body as { text?: string; buttons?: Button[][]; picture?: string } }));
    };
    return {
      async begins() {
        await browser.get('/chat');
        await act('/chat/start', { id: id(), payload: '' });
      },
      says: (text) => act('/chat/send', { id: id(), text }),
      async saysOnce(text) {
        const same = { id: id(), text };
        await Promise.all([act('/chat/send', same), act('/chat/send', same), act('/chat/send', same)]);
      },
      async picks(label) {
        for (const { number, body } of (await rows()).toReversed()) {
          const data = (body.buttons ?? []).flat().find((each) => each.label.startsWith(label))?.data;
          if (data) return act('/chat/press', { id: id(), data, messageId: String(number) });
        }
        throw new Error(`No button “${label}”`);
      },
      async sendsPicture(bytes) {
        const answer = await browser.post(`/chat/file?id=${id()}&name=cake.png`, bytes);
        if (!answer.ok) throw new Error(`The picture was answered ${answer.status}: ${await answer.text()}`);
        await shop.passes(0);
      },
      shown: async () => (await rows()).map(({ body }) => ({ text: body.text ?? '', hasPicture: body.picture !== undefined })),
    };
  },
});
