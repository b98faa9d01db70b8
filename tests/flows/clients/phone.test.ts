import { type CountryCode, getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, test } from 'vitest';
import { cleanPhone, platformPhone } from '../../../flows/clients/phone.ts';
import { readContactPhone } from '../../../flows/clients/typed-phone.ts';
import { texts } from '../../../flows/texts/texts.ts';

const contactPhone = (contact: { phone: string; proven: boolean }, shop: string) => readContactPhone(contact, shop, texts.en)?.phone;
const shops = ['RU', 'KZ', 'DE', 'US'] as const;

/** Real lengths and beginnings of mobile numbers, many of which read as a national number of some shop. */
const plans: Record<string, string> = {
  ...{ RU: '79161234567', KZ: '77012345678', BY: '375291234567', UA: '380501234567', UZ: '998901234567', KG: '996700123456' },
  ...{ TJ: '992917123456', AM: '37477123456', AZ: '994401234567', GE: '995555123456', MD: '37362112345', TM: '99366123456' },
  ...{ VN: '84912345678', LB: '9613123456', DK: '4520123456', GB: '447700900123', US: '12015550123', CA: '15062345678' },
  ...{ DE: '4915123456789', AT: '43664123456', CH: '41781234567', FR: '33612345678', IT: '393123456789', ES: '34612345678' },
  ...{ PT: '351912345678', NL: '31612345678', BE: '32470123456', LU: '352628123456', IE: '353850123456', IS: '3546111234' },
  ...{ NO: '4740612345', SE: '46701234567', FI: '358412345678', EE: '37251234567', LV: '37121234567', LT: '37061234567' },
  ...{ PL: '48512345678', CZ: '420601123456', SK: '421912123456', HU: '36201234567', RO: '40712034567', BG: '35943012345' },
  ...{ GR: '306912345678', RS: '381601234567', HR: '385921234567', TR: '905012345678', IL: '972502345678', AE: '971501234567' },
  ...{ SA: '966512345678', QA: '97433123456', KW: '96550012345', IR: '989123456789', IN: '918123456789', PK: '923012345678' },
  ...{ CN: '8613123456789', JP: '819012345678', KR: '821020000000', TH: '66812345678', ID: '62812345678', SG: '6581234567' },
  ...{ AU: '61412345678', NZ: '64211234567', ZA: '27711234567', EG: '201001234567', NG: '2348021234567', KE: '254712123456' },
  ...{ BR: '5511961234567', AR: '5491123456789', MX: '522221234567', CL: '56221234567', CO: '573211234567', CI: '2250123456789' },
  ...{ BJ: '2290195123456', NC: '687751234', WS: '6857212345', NU: '6838884012', FO: '298211234' },
};

describe('a number that a platform tells', () => {
  test('is that number with and without its plus, whatever reads like a national one', () => {
    for (const digits of Object.values(plans)) for (const given of [digits, `+${digits}`]) expect(platformPhone(given)).toBe(`+${digits}`);
    for (const shop of shops)
      for (const digits of Object.values(plans)) expect(contactPhone({ phone: digits, proven: true }, shop)).toBe(`+${digits}`);
  });

  test('is taken for every country that has a numbering plan', () => {
    for (const country of getCountries()) {
      const number = getExampleNumber(country, examples)?.number;
      expect(number && platformPhone(number.slice(1)), country).toBe(number);
    }
  });

  test('is refused when it is no telephone number', () => {
    for (const given of ['+888 0123 4567', '88801234567', '', '+', '0', '12345', '1234567890123456', 'SBERBANK']) {
      expect(platformPhone(given), given).toBeUndefined();
    }
  });
});

describe('a number that somebody typed', () => {
  test('with "+" or 00 is international in every shop', () => {
    for (const shop of shops)
      for (const digits of Object.values(plans)) {
        expect(cleanPhone(`+${digits}`, shop), `+${digits} in ${shop}`).toBe(`+${digits}`);
        expect(cleanPhone(`00${digits}`, shop), `00${digits} in ${shop}`).toBe(`+${digits}`);
      }
  });

  test('as people dial it at home is a number of the shop’s country', () => {
    const home: Record<(typeof shops)[number], CountryCode> = { RU: 'RU', KZ: 'KZ', DE: 'DE', US: 'US' };
    for (const shop of shops) {
      const example = getExampleNumber(home[shop], examples);
      expect(cleanPhone(example?.formatNational() ?? '', shop), shop).toBe(example?.number);
    }
    expect(cleanPhone('8 (916) 123-45-67', 'RU')).toBe('+79161234567');
    expect(cleanPhone('84912345678', 'RU')).toBe('+74912345678');
    expect(cleanPhone('(201) 555-0123', 'US')).toBe('+12015550123');
    expect(cleanPhone('0151 23456789', 'DE')).toBe('+4915123456789');
  });

  test('that nobody can have is refused', () => {
    for (const typed of ['+7 916 123-45-6', '+7 916 123-45-678', '8 916 123-45-6', '123', '+', 'нет', '5', '0000000000'])
      expect(cleanPhone(typed, 'RU'), typed).toBeUndefined();
  });

  test('into the field of the site is read like any typed one: nobody vouches for it', () => {
    expect(contactPhone({ phone: '8 (916) 123-45-67', proven: false }, 'RU')).toBe('+79161234567');
  });

  test('is somebody else’s number by the same rules when it stands in their contact card', () => {
    expect(contactPhone({ phone: '8 916 123-45-67', proven: false }, 'RU')).toBe('+79161234567');
    expect(contactPhone({ phone: '+84912345678', proven: false }, 'RU')).toBe('+84912345678');
    expect(contactPhone({ phone: '447400123456', proven: false }, 'RU')).toBe('+447400123456');
  });
});
