/** What a thing is called; one that has no name here is called as it calls itself. */
export const nameIn = (names: Readonly<Record<string, string>>, word: string | undefined): string =>
  (word !== undefined && Object.hasOwn(names, word) ? names[word] : undefined) ?? word ?? '—';
