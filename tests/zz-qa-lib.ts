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
