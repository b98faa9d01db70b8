/** A word that stands for a number. Words of one form go together: "двадцать пять" is 25, "двадцати пять" (minutes to five) is not. */
interface Numeral {
  value: number;
  form: 'plain' | 'oblique' | 'ordinal';
  /** Multiplies what stands before it: hundred, dozen, тысяча. */
  multiplies?: true;
}

const numerals = new Map<string, Numeral>();

const add = (form: Numeral['form'], value: number, words: string, more: Partial<Numeral> = {}): void =>
  words.split(' ').forEach((word) => {
    numerals.set(word, { value, form, ...more });
  });

const plain: [number, string][] = [
  [1, 'один одна одно одну one'],
  [1.5, 'полтора полторы'],
  [2, 'два две two'],
  [3, 'три three'],
  [4, 'четыре four'],
  [5, 'пять five'],
  [6, 'шесть six'],
  [7, 'семь seven'],
  [8, 'восемь eight'],
  [9, 'девять nine'],
  [10, 'десять ten'],
  [11, 'одиннадцать eleven'],
  [12, 'двенадцать twelve'],
  [13, 'тринадцать thirteen'],
  [14, 'четырнадцать fourteen'],
  [15, 'пятнадцать fifteen'],
  [16, 'шестнадцать sixteen'],
  [17, 'семнадцать seventeen'],
  [18, 'восемнадцать eighteen'],
  [19, 'девятнадцать nineteen'],
  [20, 'двадцать twenty'],
  [30, 'тридцать thirty'],
  [40, 'сорок forty'],
  [50, 'пятьдесят fifty'],
  [60, 'шестьдесят sixty'],
  [70, 'семьдесят seventy'],
  [80, 'восемьдесят eighty'],
  [90, 'девяносто ninety'],
  [100, 'сто'],
  [200, 'двести'],
  [300, 'триста'],
  [400, 'четыреста'],
  [500, 'пятьсот'],
  [600, 'шестьсот'],
  [700, 'семьсот'],
  [800, 'восемьсот'],
  [900, 'девятьсот'],
];
for (const [value, words] of plain) add('plain', value, words);

const oblique: [number, string][] = [
  [1, 'одного одной одному'],
  [1.5, 'полутора'],
  [2, 'двух двум'],
  [3, 'трех трем'],
  [4, 'четырех четырем'],
  [40, 'сорока'],
  [50, 'пятидесяти'],
  [100, 'ста'],
];
for (const [value, words] of oblique) add('oblique', value, words);
for (const [value, words] of plain) {
  const soft = words.split(' ').find((word) => /^[а-я]+ь$/.test(word));
  if (soft && value <= 30) add('oblique', value, `${soft.slice(0, -1).replace('восем', 'восьм')}и`);
}

const ordinalStems: [number, string, string][] = [
  [1, 'перв', 'first'],
  [2, 'втор', 'second'],
  [4, 'четверт', 'fourth'],
  [5, 'пят', 'fifth'],
  [6, 'шест', 'sixth'],
  [7, 'седьм', 'seventh'],
  [8, 'восьм', 'eighth'],
  [9, 'девят', 'ninth'],
  [10, 'десят', 'tenth'],
  [11, 'одиннадцат', 'eleventh'],
  [12, 'двенадцат', 'twelfth'],
  [13, 'тринадцат', 'thirteenth'],
  [14, 'четырнадцат', 'fourteenth'],
  [15, 'пятнадцат', 'fifteenth'],
  [16, 'шестнадцат', 'sixteenth'],
  [17, 'семнадцат', 'seventeenth'],
  [18, 'восемнадцат', 'eighteenth'],
  [19, 'девятнадцат', 'nineteenth'],
  [20, 'двадцат', 'twentieth'],
  [30, 'тридцат', 'thirtieth'],
];
for (const [value, stem, english] of ordinalStems) add('ordinal', value, `${stem}ого ${stem}ому ${stem}ое ${english}`);
add('ordinal', 3, 'третьего третьему третье third');

add('plain', 1000, 'тысяча тысячи тысяч тысячу thousand', { multiplies: true });
add('plain', 100, 'hundred', { multiplies: true });
add('plain', 12, 'дюжина дюжину дюжины дюжин dozen', { multiplies: true });
add('plain', 2, 'пара пару');

const halves = /(?<![\d.,])(\d{1,6})(?:\.0)? (?:с половиной|and a half)(?![\p{L}\d])/gu;

/** Numbers in words as digits, in Russian and English: "двадцать пятого" is "25th", "два с половиной" "2.5". Takes plain text. */
export function digitsForWords(text: string): string {
  const parts = text
    .replace(/(?<!\p{L})пол-?(?=(?:перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат)(?:ого|ьего))/gu, 'пол ')
    .replace(/(?<!\p{L})(?:a couple(?: of)?)(?!\p{L})/gu, '2')
    .replace(/(?<!\p{L})(?:half a|пол-?)\s?(?:dozen|дюжин[ыу])(?!\p{L})/gu, '6')
    .replace(/(?<!\p{L})a (?=(?:hundred|thousand|dozen)(?!\p{L}))/gu, '')
    .split(/(\p{L}+)/u);
  return compose(parts).replace(halves, (_, whole: string) => `${whole}.5`);
}

/** Odd parts are words, even ones what stands between them. */
function compose(parts: string[]): string {
  let out = '';
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? '';
    if (at % 2 === 0 || !numerals.has(part)) out += part;
    else {
      const { text, next } = composeFrom(parts, at);
      out += text;
      at = next - 1;
    }
  }
  return out;
}

/** The longest number that begins at a word. */
function composeFrom(parts: string[], from: number): { text: string; next: number } {
  let sum = Sum.of(numerals.get(parts[from] ?? '') ?? { value: 0, form: 'plain' });
  let at = from + 1;
  for (; at + 1 < parts.length && /^(?: |-)$/.test(parts[at] ?? ''); at += 2) {
    const skipsAnd = parts[at + 1] === 'and' && sum.mayTakeAnd && parts[at + 2] === ' ';
    const numeral = numerals.get(parts[at + (skipsAnd ? 3 : 1)] ?? '');
    const longer = numeral && sum.with(numeral);
    if (!longer) break;
    sum = longer;
    if (skipsAnd) at += 2;
  }
  return { text: sum.text, next: at };
}

/** A number that grows word by word. */
class Sum {
  readonly #done: number;
  readonly #open: number;
  readonly #last: Numeral;

  constructor(last: Numeral, open: number, done: number) {
    this.#last = last;
    this.#open = open;
    this.#done = done;
  }

  static of(first: Numeral): Sum {
    return first.value === 1000 ? new Sum(first, 0, 1000) : new Sum(first, first.value, 0);
  }

  get mayTakeAnd(): boolean {
    return this.#last.multiplies === true;
  }

  get text(): string {
    const value = this.#done + this.#open;
    return this.#last.form === 'ordinal' ? `${value}th` : String(value);
  }

  with(next: Numeral): Sum | undefined {
    if (this.#last.form === 'ordinal' || (next.form !== this.#last.form && next.form !== 'ordinal')) return undefined;
    if (next.multiplies) return next.value > this.#last.value ? this.#times(next) : undefined;
    return next.value < this.#room ? new Sum(next, this.#open + next.value, this.#done) : undefined;
  }

  #times(next: Numeral): Sum {
    const product = this.#open * next.value;
    return next.value === 1000 ? new Sum(next, 0, this.#done + product) : new Sum(next, product, this.#done);
  }

  /** What may follow must be smaller than this: after "двадцать" one digit, after "сто" two. */
  get #room(): number {
    const { value } = this.#last;
    if (value < 20) return 0;
    if (value < 100) return 10;
    return value;
  }
}
