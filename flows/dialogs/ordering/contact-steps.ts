import { cleanName } from '../../clients/name.ts';
import { cleanPhone, contactPhone, showPhone } from '../../clients/phone.ts';
import { type ClientTurn, type Read, refuse, type Step, value } from '../dialog.ts';
import { draftOf } from './draft.ts';

const name: Step<ClientTurn> = {
  ask: ({ t, client }) => ({ text: t.customer.order.name, choices: client.name ? [{ id: 'known', label: shorten(client.name) }] : [] }),
  read({ t, client }, answer): Read {
    if (answer.kind === 'choice') return client.name ? value(client.name) : undefined;
    const typed = answer.kind === 'text' ? answer.text : answer.kind === 'contact' ? answer.name : undefined;
    if (typed === undefined) return undefined;
    const clean = cleanName(typed);
    return clean ? value(clean) : refuse(t.customer.order.badName);
  },
  /** A contact brings the number along. */
  take(turn, given) {
    const { heard, shop } = turn;
    const draft = draftOf(turn);
    draft.name = String(given);
    const number = heard.kind === 'contact' ? contactPhone(heard, shop.country) : undefined;
    if (number) draft.phone ??= number;
  },
};

const phone: Step<ClientTurn> = {
  ask: ({ t, client }) => ({
    text: t.customer.order.phone,
    choices: client.phone ? [{ id: 'known', label: showPhone(client.phone) }] : [],
    request: { kind: 'contact', label: t.customer.order.sendContact },
  }),
  read({ t, client, shop }, answer): Read {
    if (answer.kind === 'choice') return client.phone ? value(client.phone) : undefined;
    if (answer.kind === 'contact') return numberOr(t.customer.order.noSuchPhone, contactPhone(answer, shop.country));
    if (answer.kind !== 'text' || !/\p{Nd}/u.test(answer.text)) return undefined;
    return numberOr(t.customer.order.badPhone, cleanPhone(answer.text, shop.country));
  },
  take(turn, given) {
    const { heard } = turn;
    draftOf(turn).phone = String(given);
    if (heard.kind === 'contact' && !heard.own)
      turn.say({ text: turn.t.customer.order.foreignContact(showPhone(String(given))) }, { fresh: true });
  },
};

const numberOr = (sentence: string, phone: string | undefined): Read => (phone ? value(phone) : refuse(sentence));

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

export const contactSteps = { name, phone };
