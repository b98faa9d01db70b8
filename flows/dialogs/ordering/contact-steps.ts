import { type ContactNumber, numberLabel, numbersOf } from '../../clients/contact-numbers.ts';
import { cleanName } from '../../clients/name.ts';
import { showPhone } from '../../clients/phone.ts';
import { readTypedPhone, type TypedPhone } from '../../clients/typed-phone.ts';
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
    const numbers = heard.kind === 'contact' ? numbersOf(heard, shop.country, t) : [];
    const [only, ...others] = numbers;
    if (others.length > 0) draft.numbers = numbers;
    else if (only && draft.phone === undefined) keep(draft, only);
  },
};

const phone: Step<ClientTurn> = {
  ask: (turn) => ({
    text: turn.t.customer.order.phone,
    choices: [
      ...(turn.client.phone ? [{ id: 'known', label: showPhone(turn.client.phone) }] : []),
      ...(draftOf(turn).numbers ?? []).map((each, at) => ({ id: `number-${at}`, label: numberLabel(each) })),
    ],
    request: { kind: 'contact', label: turn.t.customer.order.sendContact },
  }),
  read(turn, answer): Read {
    const { t, client, shop } = turn;
    if (answer.kind === 'choice' && answer.id === 'known') return client.phone ? value(client.phone) : undefined;
    if (answer.kind === 'choice') return phoneOr(t.engine.outOfDate, draftOf(turn).numbers?.[Number(answer.id.slice('number-'.length))]);
    if (answer.kind === 'contact') return readContact(turn, numbersOf(answer, shop.country, t));
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

/** Of several numbers the client chooses. */
function readContact(turn: ClientTurn, numbers: ContactNumber[]): Read {
  const { order } = turn.t.customer;
  if (numbers.length < 2) return phoneOr(order.noSuchPhone, numbers[0]);
  draftOf(turn).numbers = numbers;
  return refuse(order.severalNumbers);
}

const phoneOr = (sentence: string, phone: TypedPhone | undefined): Read => (phone ? value(phone) : refuse(sentence));

function keep(draft: Draft, { phone: number, note }: TypedPhone): void {
  draft.phone = number;
  delete draft.contactNote;
  delete draft.numbers;
  if (note !== undefined) draft.contactNote = note;
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

export const contactSteps = { name, phone };
