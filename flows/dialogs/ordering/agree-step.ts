import { bold } from '../../../notifications/message.ts';
import { dayOf } from '../../../notifications/time.ts';
import { whyNotFree } from '../../catalog/free-days.ts';
import { deliveryFeeOf } from '../../catalog/price.ts';
import { agreedLines } from '../../orders/agreed.ts';
import { noticeOf, type PricedItem, priceItems, totalOf } from '../../orders/price-items.ts';
import { type Choice, type ClientTurn, type Step, value } from '../dialog.ts';
import { allergySteps } from './allergy-steps.ts';
import { beginChange, type Draft, draftOf, wishesOf } from './draft.ts';
import { dayRefusal } from './due-steps.ts';
import { addItem } from './item-steps.ts';
import { addressOf, forgetPlace } from './place-steps.ts';
import { saysYes } from './says.ts';
import { askAnother, isSellable } from './sellable.ts';

/** The whole order in words, with its price; from here every answer can be changed, and Agree places it. */
export const agree: Step<ClientTurn> = {
  async ask(turn) {
    const { t } = turn;
    const draft = draftOf(turn);
    if (!(await isSellable(turn))) return askAnother(turn);
    const items = await priceItems(turn.tx, wishesOf(draft));
    draft.shown = totalWith(turn, items, draft.fulfilment);
    delete draft.before;
    return { text: summary(turn, items), choices: choicesFor(turn, items, t.customer.order), columns: 2 };
  },
  read(_, answer) {
    if (answer.kind === 'choice') return value(answer.id);
    return answer.kind === 'text' && saysYes(answer.text) ? value('yes') : undefined;
  },
  async take(turn, given) {
    const draft = draftOf(turn);
    delete draft.notice;
    // The first question that is open again asks what to take instead.
    if (!(await isSellable(turn))) return;
    if (given === 'yes') return agreeNow(turn);
    beginChange(draft);
    const item = /^item-(\d+)$/.exec(String(given))?.[1];
    if (item === undefined) await changes[String(given)]?.(turn, draft);
    else draft.editing = Number(item);
  },
  answered: (turn) => draftOf(turn).agree === true,
};

const totalWith = ({ shop }: ClientTurn, items: PricedItem[], fulfilment: NonNullable<Draft['fulfilment']> = 'pickup'): number =>
  totalOf(items) + deliveryFeeOf(shop, fulfilment);

function summary(turn: ClientTurn, items: PricedItem[]): string {
  const { t, f, shop } = turn;
  const draft = draftOf(turn);
  const { fulfilment = 'pickup' } = draft;
  const place = addressOf(turn, draft);
  const agreement = {
    items: items.map((item) => ({ ...item, title: item.product.title, unit: item.product.unit })),
    fulfilment,
    deliveryFee: deliveryFeeOf(shop, fulfilment),
    pickupAddress: shop.pickupAddress,
    address: place?.text ?? null,
    pinned: place?.latitude !== undefined,
    dueAt: draft.slot?.from ?? null,
    dueUntil: draft.slot?.until ?? null,
    wishes: draft.wishes ?? null,
    photos: draft.pictures?.length ?? 0,
    contactName: draft.name ?? null,
    contactPhone: draft.phone ?? null,
    contactNote: draft.contactNote,
  };
  const lines = [...agreedLines(agreement, t, f), t.customer.order.allergyLine(allergyWord(draft))];
  const total = bold(t.agreed.total(f.money(totalWith(turn, items, fulfilment))));
  return [
    ...(draft.notice ? [draft.notice, ''] : []),
    t.customer.order.summary,
    '',
    ...lines,
    '',
    total,
    '',
    t.customer.order.dataConsent,
  ].join('\n');
}

const allergyWord = ({ allergies, allergyText }: Draft): 'none' | 'told' | 'ask' =>
  allergies === 'none' ? 'none' : allergies === 'same' || allergyText ? 'told' : 'ask';

function choicesFor({ f }: ClientTurn, items: PricedItem[], t: ClientTurn['t']['customer']['order']): Choice[] {
  return [
    { id: 'yes', label: t.agree },
    { id: 'add', label: t.addItem },
    ...items.map(({ product }, i) => ({ id: `item-${i}`, label: t.change(f.title(product.title)) })),
    ...(['wishes', 'photos', 'allergies', 'place', 'due', 'name', 'phone'] as const).map((id) => ({ id, label: t.change(t.changes[id]) })),
  ];
}

const changes: Record<string, (turn: ClientTurn, draft: Draft) => unknown> = {
  add: (turn) => addItem(turn),
  wishes: (_, draft) => delete draft.wishes,
  photos: (_, draft) => delete draft.photosDone,
  allergies: (turn) => allergySteps.allergies.forget?.(turn),
  place: (_, draft) => forgetPlace(draft),
  due(_, draft) {
    delete draft.day;
    delete draft.slot;
  },
  name: (_, draft) => delete draft.name,
  phone: (_, draft) => delete draft.phone,
};

/** Between the summary and the press the price may have changed or the day filled up: then it says so instead of placing something else. */
async function agreeNow(turn: ClientTurn): Promise<void> {
  const { tx, t, f, shop, now } = turn;
  const draft = draftOf(turn);
  const items = await priceItems(tx, wishesOf(draft));
  const total = totalWith(turn, items, draft.fulfilment);
  const why = draft.slot ? await whyNotFree(tx, shop, draft.slot.from, { now, noticeHours: noticeOf(items) }) : 'closed';
  if (why) {
    draft.notice = dayRefusal(turn, dayOf(draft.slot?.from ?? now, shop.timezone), why);
    delete draft.day;
    delete draft.slot;
  } else if (total !== draft.shown) draft.notice = t.customer.order.priceChanged(f.money(draft.shown ?? 0), f.money(total));
  else draft.agree = true;
}
