import { cleanName } from '../../clients/name.ts';
import { showPhone } from '../../clients/phone.ts';
import { readContactPhone, readTypedPhone, type TypedPhone } from '../../clients/typed-phone.ts';
import { type ClientTurn, type Read, refuse, type Step, value } from '../dialog.ts';
import { type Draft, draftOf } from './draft.ts';

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
    const { heard, shop, t } = turn;
    const draft = draftOf(turn);
    draft.name = String(given);
    const contact = heard.kind === 'contact' ? readContactPhone(heard, shop.country, t) : undefined;
    if (contact && draft.phone === undefined) keep(draft, contact);
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
    if (answer.kind === 'contact') return phoneOr(t.customer.order.noSuchPhone, readContactPhone(answer, shop.country, t));
    if (answer.kind !== 'text' || !/\p{Nd}/u.test(answer.text)) return undefined;
    return phoneOr(t.customer.order.badPhone, readTypedPhone(answer.text, shop.country, t));
  },
  take(turn, given) {
    const { heard, t } = turn;
    // A button gives the number on the card, all else what `read` made of it.
    const typed = typeof given === 'string' ? { phone: given, note: undefined } : (given as TypedPhone);
    keep(draftOf(turn), typed);
    if (heard.kind === 'contact' && !heard.own)
      turn.say({ text: t.customer.order.foreignContact(showPhone(typed.phone)) }, { fresh: true });
  },
};

const phoneOr = (sentence: string, phone: TypedPhone | undefined): Read => (phone ? value(phone) : refuse(sentence));

function keep(draft: Draft, { phone: number, note }: TypedPhone): void {
  draft.phone = number;
  delete draft.contactNote;
  if (note !== undefined) draft.contactNote = note;
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

export const contactSteps = { name, phone };
