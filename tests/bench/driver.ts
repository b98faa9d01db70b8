import { en } from '../../flows/texts/en.ts';
import { randomOf } from '../proofs/parts/random.ts';
import { nextAct } from '../proofs/parts/shopper.ts';
import type { Post } from './http-client.ts';
import type { MockTelegram } from './mock-telegram.ts';

/** Plays people of a Telegram bot over its webhook, as fast as it answers. */
export interface Driver {
  /** Posts a typed text; resolves when it is committed (HTTP 200), throws otherwise. */
  says(post: Post, chat: number, text: string): Promise<void>;
  presses(post: Post, chat: number, data: string): Promise<void>;
  /** Leads a client through the order until this question is open. */
  walkTo(post: Post, chat: number, question: string): Promise<void>;
}

export function openDriver(telegram: MockTelegram, hook: { path: string; secret: string }): Driver {
  const random = randomOf(1);
  const headers = { 'x-telegram-bot-api-secret-token': hook.secret };
  let updateId = 1000;

  const take = async (post: Post, body: object) => {
    const status = await post(hook.path, { update_id: updateId++, ...body }, headers);
    if (status !== 200) throw new Error(`The webhook answered ${status}`);
  };
  const personOf = (chat: number) => ({ id: chat, is_bot: false, first_name: 'Ann', language_code: 'en' });
  const placeOf = (chat: number) => ({ id: chat, type: 'private', first_name: 'Ann' });
  const messageOf = (chat: number, text: string) => ({
    message_id: updateId,
    date: 1_700_000_000,
    chat: placeOf(chat),
    from: personOf(chat),
    text,
  });

  const driver: Driver = {
    says: (post, chat, text) => take(post, { message: messageOf(chat, text) }),
    presses: (post, chat, data) =>
      take(post, {
        callback_query: { id: String(updateId), from: personOf(chat), chat_instance: '1', data, message: messageOf(chat, 'x') },
      }),
    async walkTo(post, chat, question) {
      let seen = telegram.next(String(chat));
      await driver.says(post, chat, '/order');
      for (let steps = 0; steps < 60; steps++) {
        const { text, buttons } = await seen;
        if (text.includes(question) || buttons.some(({ label }) => label === question)) return;
        const act = nextAct({ text, labels: buttons.map(({ label }) => label) }, random);
        if (!act) {
          seen = telegram.next(String(chat));
          continue;
        }
        seen = telegram.next(String(chat));
        const data = 'press' in act ? buttons.find(({ label }) => label === act.press)?.data : undefined;
        if (data) await driver.presses(post, chat, data);
        else await driver.says(post, chat, 'press' in act ? act.press : act.type);
      }
      throw new Error(`“${question}” was not reached`);
    },
  };
  return driver;
}

export const questions = { wishes: en.customer.order.wishes, agree: en.customer.order.agree };
