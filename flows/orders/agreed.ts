import type { ChosenOption } from '../../db/schema/orders.ts';
import type { Fulfilment, Instant, Localized, Minor } from '../../db/schema/words.ts';
import { showPhone } from '../clients/phone.ts';
import type { Formats } from '../format.ts';
import type { Texts } from '../texts/texts.ts';

export interface Line {
  title: Localized;
  unit: string;
  amount: number;
  options: Pick<ChosenOption, 'title' | 'choiceTitle'>[];
  inscription: string | null;
  total: Minor;
}

/** Everything that a client agrees to. */
export interface Agreement {
  items: readonly Line[];
  fulfilment: Fulfilment;
  deliveryFee: Minor;
  pickupAddress: Localized;
  address: string | null;
  /** There is a place on the map beside the words. */
  pinned: boolean;
  dueAt: Instant | null;
  dueUntil: Instant | null;
  wishes: string | null;
  photos: number;
  contactName: string | null;
  contactPhone: string | null;
  contactNote?: string | null | undefined;
}

/** What was agreed, line by line, in the client's own words and prices. Health data is never among them. */
export function agreedLines(order: Agreement, t: Texts, f: Formats): string[] {
  const { agreed } = t;
  return [
    ...order.items.map((item) => itemLine(item, t, f)),
    order.fulfilment === 'delivery'
      ? agreed.delivery(placeOf(order, t), f.money(order.deliveryFee))
      : agreed.pickup(f.title(order.pickupAddress)),
    agreed.when(f.window(order.dueAt, order.dueUntil)),
    ...(order.wishes ? [agreed.wishes(order.wishes)] : []),
    ...(order.photos > 0 ? [agreed.photos(order.photos)] : []),
    agreed.contact(
      [order.contactName, order.contactPhone && showPhone(order.contactPhone), order.contactNote].filter(Boolean).join(', ') || '—',
    ),
  ];
}

/** The words of the address, and that there is a pin when they do not say so themselves. */
const placeOf = ({ address, pinned }: Agreement, t: Texts): string =>
  pinned && address && address !== t.customer.order.pinned ? t.agreed.withPin(address) : (address ?? '—');

/** One item with its price: "Honey cake, 2 kg (cherry), “Happy birthday” — 5,200 ₽". */
export function itemLine({ title, unit, amount, options, inscription, total }: Line, t: Texts, f: Formats): string {
  const chosen = options.map((option) => f.title(option.choiceTitle)).join(', ');
  const what = `${f.title(title)}, ${f.amount(amount, unit)}${chosen ? ` (${chosen})` : ''}`;
  return `${what}${inscription ? `, ${t.agreed.quoted(inscription)}` : ''} — ${f.money(total)}`;
}
