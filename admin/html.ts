import type { Visitor } from './screen.ts';

/** What a page is made of besides AdminJS's own text. */
export interface Frame {
  nonce: string;
  title: string;
  visitor: Visitor;
  /** What the components know: language, rights, menu, the shop's money and zone. */
  state: unknown;
  /** Address of an asset by its name. */
  at(name: string): string;
}

/**
 * Makes AdminJS's page one that a strict policy lets run: a nonce on each script and style, nothing from other hosts, no `<` inside the state,
 * our own assets under their hashes. Throws when the page is not the one it knows: then AdminJS was updated and this must be looked at.
 */
export function rewrite(html: string, { nonce, title, visitor, state, at }: Frame): string {
  const stateLine = /window\.REDUX_STATE = (.*);\n/;
  const found = stateLine.exec(html);
  if (!found?.[1]) throw new Error('AdminJS has another page now: no state');
  const redux = safe(withoutForeign(JSON.parse(found[1]) as ReduxState));

  const parts: readonly (readonly [RegExp, string])[] = [
    [stateLine, `window.__webpack_nonce__ = '${nonce}'; window.REDUX_STATE = ${redux}; window.ANNA = ${safe(state)};\n`],
    [/<html lang=\S+>/, `<html lang="${visitor.language}">`],
    [/<title>[^<]*<\/title>/, `<title>${escaped(title)}</title><meta name="robots" content="noindex">`],
    [/<link rel="stylesheet" href="https:\/\/fonts\.googleapis\.com[^>]*>/, `<link rel="stylesheet" href="${at('panel.css')}">`],
    ...['global', 'design-system', 'app', 'components'].map(
      (name) => [new RegExp(`src="[^"]*${name}\\.bundle\\.js"`), `src="${at(`${name}.js`)}"`] as const,
    ),
    [/<div id="app" \/>/, '<div id="app"></div>'],
  ];
  const whole = parts.reduce((text, [marker, instead]) => {
    if (!marker.test(text)) throw new Error(`AdminJS has another page now: no ${marker}`);
    return text.replace(marker, () => instead);
  }, html);
  const own = whole.replace(/<(script|style)(?=[\s>])/g, `<$1 nonce="${nonce}"`);
  if (/(src|href)="(https?:)?\/\//.test(own)) throw new Error('AdminJS has another page now: something comes from another host');
  return own;
}

interface ReduxState {
  resources?: { href?: unknown; resourceActions?: unknown[] }[];
  pages?: { name: string }[];
  [key: string]: unknown;
}

/** Lists that the visitor may not open are not described to them. */
const withoutForeign = (state: ReduxState): ReduxState => ({
  ...state,
  resources: (state.resources ?? []).filter(({ resourceActions = [] }) => resourceActions.length > 0),
});

/** JSON that cannot end the script it stands in. */
const safe = (value: unknown): string =>
  JSON.stringify(value).replace(/[<\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The policy of the panel's pages; the hash is that of the empty style element which emotion fills by script. */
export const pagePolicy = (nonce: string): string =>
  `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; style-src-attr 'none'; ` +
  "img-src 'self' data: blob:; media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
