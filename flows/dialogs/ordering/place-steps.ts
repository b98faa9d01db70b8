import { findLastAddress } from '../../clients/last-address.ts';
import { type ClientTurn, type Read, refuse, type Step, value } from '../dialog.ts';
import { type Draft, draftOf } from './draft.ts';

const shortest = 5;
const longest = 200;

const fulfilment: Step<ClientTurn> = {
  ask: ({ t, f, shop }) => ({
    text: t.customer.order.fulfilment(shop.pickupAddress),
    choices: [
      { id: 'pickup', label: t.customer.order.pickup },
      { id: 'delivery', label: t.customer.order.delivery(f.money(shop.deliveryFee)) },
    ],
  }),
};

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
    if (answer.kind === 'place')
      return value({ text: answer.title ?? '', latitude: answer.latitude, longitude: answer.longitude, pinned: true });
    return answer.kind === 'text' ? readAddress(t.customer.order, answer.text) : undefined;
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
    return words.length > longest ? refuse(t.customer.order.tooLong(words.length, longest)) : value(words);
  },
  take(turn, words) {
    const { address: place } = draftOf(turn);
    if (!place) return;
    place.text = [place.text, String(words)].filter(Boolean).join(', ') || turn.t.customer.order.pinned;
    turn.answers.addressDetails = true;
  },
};

function readAddress(t: ClientTurn['t']['customer']['order'], typed: string): Read {
  const words = oneLine(typed);
  if (words.length < shortest) return refuse(t.addressShort);
  return words.length > longest ? refuse(t.tooLong(words.length, longest)) : value({ text: words });
}

const oneLine = (text: string): string =>
  text
    .replace(/\s*\n+\s*/gu, ', ')
    .replace(/\s+/gu, ' ')
    .trim();

export const placeSteps = { fulfilment, address, addressDetails };

/** Asks again how and where. */
export function forgetPlace(draft: Draft & { addressDetails?: unknown }): void {
  delete draft.fulfilment;
  delete draft.address;
  delete draft.addressDetails;
}
