/** Picks the form of a word for a count, by the language's own rules: `plural(5)({ one: 'заказ', few: 'заказа', many: 'заказов' })`. */
export const pluralIn = (locale: string) => {
  const rules = new Intl.PluralRules(locale);
  return (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }): string =>
    `${count} ${forms[rules.select(count)] ?? forms.other}`;
};
