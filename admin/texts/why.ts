/** A reason as people read it: what a platform has said is known by its words, with or without its number, and else shown as it is. */
export function whyIn(whys: Readonly<Record<string, string>>, reason: string): string {
  const told = reason.replace(/^closed: /, '');
  const words = told.replace(/^Twilio: \d+ \w+ \((.+)\)$/, '$1').replace(/ \(\d+\)$/, '');
  return whys[told] ?? whys[words] ?? told;
}
