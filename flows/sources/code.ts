const longest = 24;

/** What stands in links for a title, readable and plain: "Флаер, весна" is `flaer-vesna`. */
export const codeOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[а-яё]/g, (letter) => latin[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .slice(0, longest)
    .trim()
    .replaceAll(' ', '-') || 'source';

/** The code that a start link brings: `src-flyer`. */
export const sourceIn = (payload: string): string | undefined => /^src-([\w-]{1,60})$/.exec(payload)?.[1];

/** The code behind the greeting that a link to WhatsApp wrote: "Hello! (src-flyer)". */
export const sourceBehind = (text: string): string | undefined => /\(src-([\w-]{1,60})\)\s*$/.exec(text)?.[1];

const latin: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n' },
  ...{ о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sch', ы: 'y', э: 'e' },
  ...{ ю: 'yu', я: 'ya' },
};
