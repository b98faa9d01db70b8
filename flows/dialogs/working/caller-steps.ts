import { findByPhone, findPerhaps } from '../../clients/find-by-phone.ts';
import { cleanName } from '../../clients/name.ts';
import { cleanPhone, contactPhone, showPhone } from '../../clients/phone.ts';
import { type Answer, type Read, refuse, type StaffTurn, type Step, value } from '../dialog.ts';
import { callOf } from './call.ts';

interface Caller {
  phone: string;
  name?: string | undefined;
}

/** "+7 912 345-67-89 Анна": the number, and the name when it was typed along. */
function readCaller(typed: string, country: string): Caller | undefined {
  const [, digits = '', rest = ''] = /^([+()\d\s-]{5,25}?)[\s,;:]*(\p{L}.*)?$/u.exec(typed.trim()) ?? [];
  const phone = cleanPhone(digits.trim(), country);
  return phone === undefined ? undefined : { phone, name: cleanName(rest) };
}

function callerIn({ name, ...contact }: Extract<Answer, { kind: 'contact' }>, country: string): Read {
  const phone = contactPhone(contact, country);
  return phone === undefined ? undefined : value({ phone, name } satisfies Caller);
}

const phone: Step<StaffTurn> = {
  first: true,
  ask: ({ t }) => ({ text: t.staff.call.phone }),
  async read({ shop, t }, answer: Answer) {
    if (answer.kind === 'contact') return callerIn(answer, shop.country) ?? refuse(t.staff.call.noPhone);
    if (answer.kind !== 'text') return undefined;
    const caller = readCaller(answer.text, shop.country);
    return caller ? value(caller) : refuse(t.staff.call.noPhone);
  },
  /** A known number brings the name along. */
  async take(turn, given) {
    // What `read` above gave.
    const caller = given as Caller;
    const call = callOf(turn);
    call.phone = caller.phone;
    delete call.phoneIsSaid;
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
