import type { OptionChoice } from '../../../db/schema/catalog.ts';
import type { Minor } from '../../../db/schema/words.ts';
import { bold } from '../../../notifications/message.ts';
import type { Product } from '../../catalog/products.ts';
import type { Formats } from '../../format.ts';
import type { Texts } from '../../texts/texts.ts';
import type { ClientTurn, Prompt } from '../dialog.ts';

/** A product as it is shown once chosen: picture, what it is, what it costs, and below the first question about it. */
export function cardOf({ t, f }: Pick<ClientTurn, 't' | 'f'>, product: Product, question: string): Prompt {
  const { title, description, price, unit, photo, noticeHours } = product;
  const head = `${bold(f.title(title))}, ${unitPrice(t, f, price, unit)}`;
  const text = [head, f.title(description), t.customer.order.notice(noticeHours), '', question].join('\n');
  return { text, ...(photo && { picture: photo }) };
}

/** "2,300 ₽ per kg" */
export const unitPrice = (t: Texts, f: Formats, price: Minor, unit: Product['unit']): string =>
  t.customer.order.perUnit(f.money(price))[unit];

/** " +300 ₽ per kg", or nothing for a choice without surcharge. */
export function surchargeOf(t: Texts, f: Formats, { surcharge, per }: OptionChoice, unit: Product['unit']): string {
  if (surcharge === 0) return '';
  const sum = `${surcharge > 0 ? '+' : '−'}${f.money(Math.abs(surcharge))}`;
  return ` ${per === 'unit' ? t.customer.order.perUnit(sum)[unit] : sum}`;
}
