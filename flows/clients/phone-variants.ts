/** Mobile numbers that one country writes in two ways: E.164 and how WhatsApp or old phone books have them. The first form is the one we keep. */
const doubles: readonly { kept: RegExp; other: RegExp; toOther(...found: string[]): string; toKept(...found: string[]): string }[] = [
  // Mexico: WhatsApp has kept the 1 that the numbering plan dropped.
  { kept: /^\+52(\d{10})$/, other: /^\+521(\d{10})$/, toOther: (rest) => `+521${rest}`, toKept: (rest) => `+52${rest}` },
  // Argentina: mobiles have a 9 for calls from abroad.
  { kept: /^\+549(\d{10})$/, other: /^\+54([1-8]\d{9})$/, toOther: (rest) => `+54${rest}`, toKept: (rest) => `+549${rest}` },
  // Brazil: a 9 was put before the eight digits of mobiles; WhatsApp knows older accounts without it.
  {
    kept: /^\+55(\d{2})9([6-9]\d{7})$/,
    other: /^\+55(\d{2})([6-9]\d{7})$/,
    toOther: (area, rest) => `+55${area}${rest}`,
    toKept: (area, rest) => `+55${area}9${rest}`,
  },
];

/** The one form in which a number (E.164) is kept on a client's card. */
export function keptPhone(phone: string): string {
  for (const { other, toKept } of doubles) {
    const found = other.exec(phone);
    if (found) return toKept(...found.slice(1));
  }
  return phone;
}

/** Every form in which the same number may have come to us, the kept one first. */
export function phoneVariants(phone: string): string[] {
  const main = keptPhone(phone);
  const others = doubles.flatMap(({ kept, toOther }) => {
    const found = kept.exec(main);
    return found ? [toOther(...found.slice(1))] : [];
  });
  return [...new Set([main, ...others, phone])];
}

/** Whether an address on a channel is a telephone number: then it says who a person is wherever they write from. */
export const isPhone = (address: string): boolean => /^\+[1-9]\d{6,14}$/.test(address);
