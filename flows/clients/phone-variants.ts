import { changedPlans } from './changed-plans.ts';

const rules = changedPlans.map(({ lead, old, now, rest }) => ({
  ...{ old, now },
  wasOld: new RegExp(`^(${lead})${old}(${rest})$`),
  isNew: new RegExp(`^(${lead})${now}(${rest})$`),
}));

/** The one form in which a number (E.164) is kept on a client's card: that of today, which can be dialled. */
export function keptPhone(phone: string): string {
  const rule = rules.find(({ wasOld }) => wasOld.test(phone));
  return rule ? phone.replace(rule.wasOld, (_, lead: string, rest: string) => lead + rule.now + rest) : phone;
}

/** Every form in which the same number may have come to us, the kept one first. */
export function phoneVariants(phone: string): string[] {
  const main = keptPhone(phone);
  const others = rules.flatMap(({ isNew, old }) =>
    isNew.test(main) ? [main.replace(isNew, (_, lead: string, rest: string) => lead + old + rest)] : [],
  );
  return [...new Set([main, ...others, phone])];
}

/** Whether an address on a channel is a telephone number: then it says who a person is wherever they write from. */
export const isPhone = (address: string): boolean => /^\+[1-9]\d{6,14}$/.test(address);
