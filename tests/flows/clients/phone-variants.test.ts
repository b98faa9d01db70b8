import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { changedPlans } from '../../../flows/clients/changed-plans.ts';
import { keptPhone, phoneVariants } from '../../../flows/clients/phone-variants.ts';

/** An old form, and what it is today. */
const pairs: [old: string, now: string][] = [
  ['+5212221234567', '+522221234567'],
  ['+541123456789', '+5491123456789'],
  ['+551161234567', '+5511961234567'],
  ['+22507012345', '+2250707012345'],
  ['+22501234567', '+2250101234567'],
  ['+22505123456', '+2250505123456'],
  ['+22522412345', '+2252722412345'],
  ['+22520012345', '+2252520012345'],
  ['+22520812345', '+2252120812345'],
  ['+22997123456', '+2290197123456'],
  ['+23777123456', '+237677123456'],
  ['+23722123456', '+237222123456'],
  ['+24106123456', '+24166123456'],
  ['+24107123456', '+24177123456'],
  ['+2417123456', '+24177123456'],
  ['+2416123456', '+24166123456'],
  ['+24101123456', '+24111123456'],
  ['+2307123456', '+23057123456'],
  ['+59398123456', '+593998123456'],
  ['+59384123456', '+593984123456'],
  ['+5716012345', '+576016012345'],
  ['+99599123456', '+995599123456'],
  ['+9743312345', '+97433312345'],
  ['+9744412345', '+97444412345'],
  ['+9745512345', '+97455512345'],
  ['+9746612345', '+97466612345'],
  ['+9747712345', '+97477712345'],
  ['+96612345678', '+966112345678'],
  ['+37744123456', '+38344123456'],
  ['+38649123456', '+38349123456'],
  ['+972591234567', '+970591234567'],
  ['+841621234567', '+84321234567'],
  ['+841201234567', '+84701234567'],
  ['+841211234567', '+84791234567'],
  ['+841221234567', '+84771234567'],
  ['+841291234567', '+84821234567'],
  ['+841231234567', '+84831234567'],
  ['+841271234567', '+84811234567'],
  ['+841861234567', '+84561234567'],
  ['+841991234567', '+84591234567'],
];

describe('a number whose plan has changed is one number:', () => {
  test.each(pairs)('%s is %s', (old, now) => {
    expect(keptPhone(old)).toBe(now);
    expect(keptPhone(now)).toBe(now);
    expect(phoneVariants(now)).toContain(old);
    expect(phoneVariants(old)[0]).toBe(now);
    expect(parsePhoneNumberFromString(now)?.isValid(), `${now} is dialled today`).toBe(true);
  });

  test('every rule of the table has its pair here', () => {
    for (const { source, lead, old, now, rest } of changedPlans) {
      const was = new RegExp(`^${lead}${old}${rest}$`);
      const is = new RegExp(`^${lead}${now}${rest}$`);
      expect(
        pairs.some(([before, after]) => was.test(before) && is.test(after)),
        source,
      ).toBe(true);
    }
  });
});

test('numbers of today stay as they are, though they look like an old one', () => {
  for (const phone of [
    '+79161234567',
    '+84912345678',
    '+2302012345',
    '+59322123456',
    '+966501234567',
    '+37793123456',
    '+38641123456',
    '+97233123456',
    '+972501234567',
    '+12015550123',
  ])
    expect(phoneVariants(phone), phone).toEqual([phone]);
});
