/** One way in which a country writes the same number twice: `lead` + `old` + `rest` was, or still is elsewhere, `lead` + `now` + `rest`. */
export interface ChangedPlan {
  /** ISO country, year and where it is written. */
  source: string;
  /** As the source of a regular expression, like `rest`. */
  lead: string;
  old: string;
  now: string;
  rest: string;
}

const migrator = 'libphonenumber, migrator/src/data/recipes.csv';

/**
 * Number plans that changed since there has been WhatsApp, which goes on by the number somebody signed up with, and address books, which nobody
 * rewrites. Only what leads from each old number to one new one; a form that is somebody else's number today is not among them. Left out for
 * that reason: the landlines of Manila (2019) and Vietnam (2017), Togo (2011), Guinea (2013), South Sudan (2011).
 */
export const changedPlans: readonly ChangedPlan[] = [
  { source: `MX 2019, ${migrator}: the 1 of mobiles is gone, WhatsApp has kept it`, lead: '\\+52', old: '1', now: '', rest: '\\d{10}' },
  { source: 'AR: mobiles have a 9 for calls from abroad (ENACOM, libphonenumber)', lead: '\\+54', old: '', now: '9', rest: '[1-8]\\d{9}' },
  { source: `BR 2012–2016, ${migrator}: a 9 before mobiles`, lead: '\\+55\\d{2}', old: '', now: '9', rest: '[6-9]\\d{7}' },
  { source: 'CI 2021, ARTCI: Moov', lead: '\\+225', old: '', now: '01', rest: '[04-9][0-3]\\d{6}' },
  { source: 'CI 2021, ARTCI: MTN', lead: '\\+225', old: '', now: '05', rest: '[04-9][4-6]\\d{6}' },
  { source: 'CI 2021, ARTCI: Orange', lead: '\\+225', old: '', now: '07', rest: '[04-9][7-9]\\d{6}' },
  { source: 'CI 2021, ARTCI: landlines of Moov', lead: '\\+225', old: '', now: '21', rest: '[23]\\d8\\d{5}' },
  { source: 'CI 2021, ARTCI: landlines of MTN', lead: '\\+225', old: '', now: '25', rest: '[23]\\d0\\d{5}' },
  { source: 'CI 2021, ARTCI: landlines of Orange', lead: '\\+225', old: '', now: '27', rest: '[23]\\d[1-79]\\d{5}' },
  { source: 'BJ 2024, ARCEP: 01 before everything', lead: '\\+229', old: '', now: '01', rest: '[2-9]\\d{7}' },
  { source: 'CM 2014, ART: a 6 before mobiles', lead: '\\+237', old: '', now: '6', rest: '[5-9]\\d{7}' },
  { source: 'CM 2014, ART: a 2 before landlines', lead: '\\+237', old: '', now: '2', rest: '[23]\\d{7}' },
  { source: `GA 2019, ${migrator}: landlines`, lead: '\\+241', old: '0', now: '1', rest: '1\\d{6}' },
  { source: `GA 2019, ${migrator}: Moov`, lead: '\\+241', old: '0', now: '6', rest: '[256]\\d{6}' },
  { source: `GA 2019, ${migrator}: Airtel`, lead: '\\+241', old: '0', now: '7', rest: '[47]\\d{6}' },
  { source: `GA 2019, ${migrator}: Moov without its 0`, lead: '\\+241', old: '', now: '6', rest: '[256]\\d{6}' },
  { source: `GA 2019, ${migrator}: Airtel without its 0`, lead: '\\+241', old: '', now: '7', rest: '[47]\\d{6}' },
  { source: 'MU 2013, ICTA: a 5 before mobiles', lead: '\\+230', old: '', now: '5', rest: '[79]\\d{6}' },
  { source: 'EC 2012, SENATEL: a 9 before mobiles', lead: '\\+593', old: '', now: '9', rest: '[89]\\d{7}' },
  { source: 'CO 2021, CRC: 60 before landlines', lead: '\\+57', old: '', now: '60', rest: '[124-8]\\d{7}' },
  {
    source: 'GE 2011, GNCC: a 5 before mobiles',
    ...{ lead: '\\+995', old: '', now: '5', rest: '(?:5[0157-9]|68|7[0147-9]|9[1-35-9])\\d{6}' },
  },
  ...['3', '4', '5', '6', '7'].map((digit) => ({
    source: 'QA 2010, ictQATAR: the first digit twice',
    ...{ lead: '\\+974', old: '', now: digit, rest: `${digit}\\d{6}` },
  })),
  {
    source: `SA 2013, ${migrator}: a 1 before landlines`,
    ...{ lead: '\\+966', old: '', now: '1', rest: '(?:1\\d|2[24-8]|3[35-8]|4[3-68]|6[2-5]|7[235-7])\\d{6}' },
  },
  { source: 'XK 2016, ITU: +383 in place of Monaco’s code', lead: '\\+', old: '377', now: '383', rest: '4[45]\\d{6}' },
  { source: 'XK 2016, ITU: +383 in place of Slovenia’s code', lead: '\\+', old: '386', now: '383', rest: '4[39]\\d{6}' },
  { source: 'PS: Jawwal and Ooredoo are reached by Israel’s code too', lead: '\\+', old: '972', now: '970', rest: '5[69]\\d{7}' },
  ...(
    [
      ['12', '7', '[068]'],
      ['121', '79', ''],
      ['122', '77', ''],
      ['12', '8', '[345]'],
      ['127', '81', ''],
      ['129', '82', ''],
      ['16', '3', '[2-9]'],
      ['18', '5', '[68]'],
      ['199', '59', ''],
    ] as const
  ).map(([old, now, next]) => ({ source: `VN 2018, ${migrator}: mobiles`, lead: '\\+84', old, now, rest: `${next}\\d{7}` })),
];
