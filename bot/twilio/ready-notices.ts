import { languages } from '../../db/schema/words.ts';
import type { Store } from '../../db/store.ts';
import { getShop } from '../../flows/shop.ts';
import { textsIn } from '../../flows/texts/texts.ts';
import { wordsIn } from '../../flows/words-in.ts';
import type { Message } from '../../notifications/message.ts';
import type { Contents } from './contents.ts';
import { noticeForm } from './forms.ts';

/** Asks WhatsApp beforehand to approve what is needed again and again: approval takes hours, and a reminder does not wait. */
export async function readyNotices({ contents, store }: { contents: Contents; store: Store }): Promise<void> {
  const { name } = await getShop(store.read);
  for (const language of languages) {
    for (const message of usual(language)) {
      const form = noticeForm({ message, shop: wordsIn(name, language), language });
      if (form) await contents.approvedSidOf(form);
    }
  }
}

/** A plain notice, and the reminder with its three answers. What stands in the variables does not matter. */
function usual(language: (typeof languages)[number]): Message[] {
  const { confirm, move, cancel } = textsIn(language).reminder;
  return [{ text: '…' }, { text: '…', buttons: [[confirm, move, cancel].map((label) => ({ label, data: '…' }))] }];
}
