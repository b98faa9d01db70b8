import { isVisible } from '../../clean-text.ts';
import { findLastAddress, type Place } from '../../clients/last-address.ts';
import { type Answer, type ClientTurn, type Read, refuse, type Step, value } from '../dialog.ts';
import { type Draft, draftOf } from './draft.ts';
import { says, saysNo } from './says.ts';

/** Letters and digits. */
const shortest = 4;
const longest = 200;

const fulfilment: Step<ClientTurn> = {
  ask: ({ t, f, shop }) => ({
    text: t.customer.order.fulfilment(f.title(shop.pickupAddress)),
    choices: [
      { id: 'pickup', label: t.customer.order.pickup },
      { id: 'delivery', label: t.customer.order.delivery(f.money(shop.deliveryFee)) },
    ],
  }),
  /** Whoever sends a place at once wants it brought there. */
  read(_, answer) {
    if (answer.kind === 'place') return value(pinOf(answer));
    if (answer.kind !== 'text') return undefined;
    if (says(answer.text, (t) => t.customer.order.pickupWords)) return value('pickup');
    return says(answer.text, (t) => t.customer.order.deliveryWords) ? value('delivery') : undefined;
  },
  take(turn, given) {
    const draft = draftOf(turn);
    draft.fulfilment = given === 'pickup' ? 'pickup' : 'delivery';
    if (given !== null && typeof given === 'object') draft.address = given as Pin;
  },
};

type Pin = NonNullable<Draft['address']>;

const pinOf = ({ title, latitude, longitude }: Extract<Answer, { kind: 'place' }>): Pin => ({
  text: title ?? '',
  latitude,
  longitude,
  pinned: true,
});

const address: Step<ClientTurn> = {
  when: (turn) => draftOf(turn).fulfilment === 'delivery',
  async ask({ tx, t, client }) {
    const last = await findLastAddress(tx, client.id);
    const choices = last ? [{ id: 'last', label: t.customer.order.lastAddress(last.text) }] : [];
    return { text: t.customer.order.address, choices, request: { kind: 'place', label: t.customer.order.sendPlace } };
  },
  async read({ tx, t, client }, answer): Promise<Read> {
    if (answer.kind === 'choice') {
      const last = await findLastAddress(tx, client.id);
      return last && value(last);
    }
    if (answer.kind === 'place') return value(pinOf(answer));
    if (answer.kind !== 'text') return undefined;
    const last = says(answer.text, (each) => each.customer.order.sameAddressWords) ? await findLastAddress(tx, client.id) : undefined;
    return last ? value(last) : readAddress(t.customer.order, answer.text);
  },
};

/** A pin shows the house; the door, the floor and the flat are asked in words. */
const addressDetails: Step<ClientTurn> = {
  when: (turn) => draftOf(turn).fulfilment === 'delivery' && draftOf(turn).address?.pinned === true,
  ask: ({ t }) => ({ text: t.customer.order.addressDetails, choices: [{ id: 'none', label: t.customer.order.noDetails }] }),
  read({ t }, answer): Read {
    if (answer.kind === 'choice') return value('');
    if (answer.kind !== 'text') return undefined;
    const words = oneLine(answer.text);
    if (!isVisible(words) || saysNo(words, (each) => each.customer.order.noDetails)) return value('');
    return words.length > longest ? refuse(t.customer.order.tooLong(words.length, longest)) : value(words);
  },
};

/** The place to bring it to, in words and on the map. */
export function addressOf(
  { t }: Pick<ClientTurn, 't'>,
  { address: place, addressDetails: details, fulfilment: how }: Draft,
): Place | undefined {
  if (how !== 'delivery' || !place) return undefined;
  const { pinned, ...where } = place;
  return pinned ? { ...where, text: [place.text, details].filter(Boolean).join(', ') || t.customer.order.pinned } : where;
}

function readAddress(t: ClientTurn['t']['customer']['order'], typed: string): Read {
  const words = oneLine(typed);
  if (words.replace(/[^\p{L}\p{N}]/gu, '').length < shortest) return refuse(t.addressShort);
  return words.length > longest ? refuse(t.tooLong(words.length, longest)) : value({ text: words });
}

const oneLine = (text: string): string =>
  text
    .replace(/(?<!\s)\s*\n\s*/gu, ', ')
    .replace(/\s+/gu, ' ')
    .trim();

export const placeSteps = { fulfilment, address, addressDetails };

/** Asks again how and where. */
export function forgetPlace(draft: Draft): void {
  delete draft.fulfilment;
  delete draft.address;
  delete draft.addressDetails;
}
