import { writeFileSync } from 'node:fs';
import type { Phone, WholeShop } from './whole-shop.ts';
/** "~text" types, "text" presses */
export async function play(phone: Phone, ...acts: string[]): Promise<void> {
  for (const act of acts) {
    if (act.startsWith('~')) await phone.says(act.slice(1));
    else { const toast = await phone.presses(act); if (toast) log(phone, `    (toast: ${toast})`); }
  }
}
const log = (phone: Phone, line: string) => ((phone.person as unknown as { current: { log: string[] } }).current.log.push(line));
export const note = log;
export function dump(name: string, shop: WholeShop, ...phones: Phone[]): void {
  const out = phones.map((p) => p.person.transcript()).join('\n\n') + `\n\nVIOLATIONS ${JSON.stringify(shop.telegram.violations, null, 1)}\nUNANSWERED ${JSON.stringify(shop.telegram.unanswered())}\nTWILIO ${JSON.stringify(shop.twilio.violations)}\n`;
  writeFileSync(`/tmp/qa/${name}.txt`, out.replaceAll('\u00a0', '⍽').replaceAll('\u202f', '⍽'));
}
let nextRaw = 500000;
/** Sends any raw Telegram content. */
export async function raw(shop: WholeShop, phone: Phone, content: Record<string, unknown>): Promise<void> {
  const p = phone.person as any;
  const who = p.who;
  log(phone, `${who.firstName}: RAW ${JSON.stringify(content).slice(0, 120)}`);
  const message = { message_id: nextRaw++, from: { id: who.id, is_bot: false, first_name: who.firstName, language_code: who.languageCode }, chat: { id: who.id, type: 'private', first_name: who.firstName }, date: Math.floor(shop.clock.now() / 1000), ...content };
  await p.bot.updates.push('message', message, `chat ${who.id}`).acknowledged;
  await shop.passes(100);
}
export async function acts(shop: WholeShop, phone: Phone, sent: { acknowledged: Promise<void> } | { acknowledged: Promise<void> }[]): Promise<void> {
  for (const each of Array.isArray(sent) ? sent : [sent]) await each.acknowledged;
  await shop.passes(100);
}
export async function first(phone: Phone): Promise<void> { const m = phone.person.chat().findLast((x) => x.from === 'bot' && x.buttons.length > 0)!; await phone.presses(m.buttons[0]![0]!.text); }
export const cut = (s: string) => s;
