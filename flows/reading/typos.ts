/** Words long enough to be known with one slip of the finger. */
const minLength = 6;

/** Puts the known word in the place of each long word that is one slip away from it and is no word itself. Takes plain text. */
export function mendTypos(text: string, known: readonly string[], words: ReadonlySet<string>): string {
  return text.replace(/\p{L}+/gu, (word) => {
    if (word.length < minLength - 1 || words.has(word)) return word;
    return known.find((each) => each.length >= minLength && isOneSlip(word, each)) ?? word;
  });
}

/** One letter left out, put in, mistaken, or two that changed places. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (a.length > b.length) return restA.slice(1) === restB;
  if (a.length < b.length) return restA === restB.slice(1);
  return restA.slice(1) === restB.slice(1) || (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0]);
}
