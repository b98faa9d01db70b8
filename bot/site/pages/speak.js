/** The page's language, its words, and a way to put them into everything that asks for one. */
export const language = document.documentElement.lang === 'en' ? 'en' : 'ru';

export function wordsOf(dictionary) {
  const word = (key, ...given) => {
    const found = dictionary[language][key];
    return typeof found === 'function' ? found(...given) : found;
  };
  const places = {
    'data-word': (element, words) => {
      element.textContent = words;
    },
    'data-label': (element, words) => element.setAttribute('aria-label', words),
    'data-hint': (element, words) => element.setAttribute('placeholder', words),
  };
  const speak = () => {
    for (const [attribute, put] of Object.entries(places))
      for (const each of document.querySelectorAll(`[${attribute}]`)) put(each, word(each.getAttribute(attribute)));
  };
  return { word, speak };
}
