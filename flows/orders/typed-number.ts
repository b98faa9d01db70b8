import { plainText } from '../reading/plain-text.ts';

/** The number of an order as people type it: "41", "№ 41", "#41", "No. 41", "заказ 41", with the digits of any alphabet. */
export function typedNumber(text: string): number | undefined {
  const digits = /^(?:(?:заказ(?:а|у|е)?|order) ?)?(?:№|#|n[o°º]?\.?|num(?:ber)?\.?|номер|ном\.?|н\.)? ?(\d{1,15})[.!]?$/u.exec(
    plainText(text),
  )?.[1];
  return digits === undefined ? undefined : Number(digits);
}
