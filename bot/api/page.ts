import type { Response } from 'express';
import type { Language } from '../../db/schema/words.ts';
import { scopes } from '../../flows/api-keys/scopes.ts';
import { statusOf } from './problem.ts';
import type { Route } from './route.ts';
import { type ProblemCode, sentencesIn } from './sentences.ts';

/** The description for people: one page without foreign assets, in their language. */
export function showPage(res: Response, routes: readonly Route[], language: Language, example: string): void {
  const { page, problems } = sentencesIn(language);
  const calls = routes
    .toSorted((a, b) => scopeOrder(a) - scopeOrder(b) || a.at.localeCompare(b.at))
    .map(({ method, at, scope, summary }) => row(code(`${method.toUpperCase()} ${at}`), summary[language], scope ? code(scope) : '—'));
  const codes = Object.entries(problems).map(
    ([name, sentence]) =>
      `<tr id="${name}"><td>${code(name)}</td><td>${statusOf[name as ProblemCode]}</td><td>${escaped(sentence)}</td></tr>`,
  );
  res.set('Content-Type', 'text/html; charset=utf-8').send(`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>${page.title}</title><style nonce="${String(res.locals.nonce)}">${style}</style></head><body><main>
<h1>${page.title}</h1><p>${page.intro}</p><p>${page.key}</p><pre>Authorization: Bearer anna_…</pre>
<p><a href="/api/v1/openapi.json">${page.description}</a></p>
<ul>${page.rules.map((rule) => `<li>${escaped(rule)}</li>`).join('')}</ul>
<h2>${page.example}</h2><pre>${escaped(example)}</pre>
<div class="wide"><table><tr><th>${page.request}</th><th>${page.does}</th><th>${page.right}</th></tr>${calls.join('')}</table></div>
<h2>${page.errors}</h2><p>${page.errorsIntro}</p><div class="wide"><table>${codes.join('')}</table></div>
</main></body></html>`);
}

const scopeOrder = ({ scope }: Route): number => Object.keys(scopes).indexOf(scope ?? '');
const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const code = (text: string): string => `<code>${escaped(text)}</code>`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** What one types to place an order. */
export const curlOf = (server: string, order: object): string => `curl -X POST ${server}/api/v1/orders \\
  -H 'Authorization: Bearer anna_…' \\
  -H 'Content-Type: application/json' \\
  -H 'Idempotency-Key: basket-4711' \\
  -d '${JSON.stringify(order, null, 2)}'`;

const style = `:root{color-scheme:light dark}body{margin:0;font:16px/1.55 system-ui,sans-serif}main{max-width:60rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.8rem}h2{margin-top:2rem}pre{padding:1rem;overflow-x:auto;border-radius:.6rem;background:color-mix(in srgb,currentColor 7%,transparent)}
code,pre{font:14px/1.5 ui-monospace,monospace}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.45rem .75rem .45rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 14%,transparent);vertical-align:top}td:first-child{white-space:nowrap}`;
