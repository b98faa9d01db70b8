import { type ContactNumber, numberLabel, numbersOf } from '../../clients/contact-numbers.ts';
import { findByPhone, findPerhaps } from '../../clients/find-by-phone.ts';
import { cleanName } from '../../clients/name.ts';
import { showPhone } from '../../clients/phone.ts';
import { readTypedPhone, type TypedPhone } from '../../clients/typed-phone.ts';
import { everywhere, type Texts } from '../../texts/texts.ts';
import { type Answer, type Read, refuse, type StaffTurn, type Step, value } from '../dialog.ts';
import { callOf } from './call.ts';

interface Caller extends Partial<TypedPhone> {
  phone: string;
  name?: string | undefined;
}

/** "+7 912 345-67-89 Анна, после 18": the number, the name when it was typed along, and what else was said of the number. */
function readCaller(typed: string, { country }: StaffTurn['shop'], t: Texts): Caller | undefined {
  const read = readTypedPhone(typed, country, t);
  if (!read) return undefined;
  const parts = read.note?.split(/,\s*/) ?? [];
  const named = parts.map(nameAtStart).find((each) => each !== undefined);
  const note = parts.map((part) => (named && part.startsWith(named) ? part.slice(named.length).trim() : part)).filter(Boolean);
  return { phone: read.phone, name: cleanName(named ?? ''), note: note.join(', ') || undefined };
}

/** At most three words before a number or a remark. */
function nameAtStart(part: string): string | undefined {
  const words = part.split(' ');
  const end = words.findIndex((word) => !/^\p{L}/u.test(word) || isRemark(word.toLowerCase().replace(/\P{L}/gu, '')));
  const name = words.slice(0, end === -1 ? words.length : end);
  return name.length > 0 && name.length <= 3 ? name.join(' ') : undefined;
}

const isRemark = (word: string): boolean =>
  everywhere((t) => t.words.notNames)
    .flat()
    .includes(word);

/** Of several numbers the colleague chooses. */
function readContact(turn: StaffTurn, numbers: ContactNumber[]): Read {
  const { t } = turn;
  if (numbers.length < 2) return callerOr(t.staff.call.noPhone, numbers[0]);
  callOf(turn).numbers = numbers;
  return refuse(t.customer.order.severalNumbers);
}

const callerOr = (sentence: string, caller: Caller | undefined): Read => (caller ? value(caller) : refuse(sentence));

const phone: Step<StaffTurn> = {
  first: true,
  ask: (turn) => ({
    text: turn.t.staff.call.phone,
    choices: (callOf(turn).numbers ?? []).map((each, at) => ({ id: `number-${at}`, label: numberLabel(each) })),
  }),
  read(turn, answer: Answer) {
    const { shop, t } = turn;
    if (answer.kind === 'choice') return callerOr(t.engine.outOfDate, callOf(turn).numbers?.[Number(answer.id.slice('number-'.length))]);
    if (answer.kind === 'contact') return readContact(turn, numbersOf(answer, shop.country, t));
    return answer.kind === 'text' ? callerOr(t.staff.call.noPhone, readCaller(answer.text, shop, t)) : undefined;
  },
  /** A known number brings the name along. */
  async take(turn, given) {
    // What `read` above gave.
    const caller = given as Caller;
    const call = callOf(turn);
    call.phone = caller.phone;
    delete call.phoneIsSaid;
    delete call.phoneNote;
    delete call.numbers;
    if (caller.note !== undefined) call.phoneNote = caller.note;
    const name = caller.name ?? (await findByPhone(turn.tx, caller.phone))?.name ?? undefined;
    if (name !== undefined) Object.assign(call, { name, known: true });
  },
};

const name: Step<StaffTurn> = {
  async ask(turn) {
    const { phone = '' } = callOf(turn);
    const perhaps = await findPerhaps(turn.tx, phone);
    const { call } = turn.t.staff;
    return { text: [call.name(showPhone(phone)), ...(perhaps?.name ? [call.perhaps(perhaps.name)] : [])].join('\n') };
  },
  read({ t }, answer) {
    if (answer.kind !== 'text') return undefined;
    const clean = cleanName(answer.text);
    return clean === undefined || holdsPhone.test(clean) ? refuse(t.staff.call.noName) : value(clean);
  },
  /** Who came along with the number is changed with the number. */
  forget(turn) {
    const call = callOf(turn);
    if (call.known) delete call.phone;
    delete call.name;
    delete call.known;
  },
};

const holdsPhone = /\d[\d\s()-]{4,}\d/;

export const callerSteps = { phone, name };
