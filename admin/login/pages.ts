import type { Response } from 'express';
import type { Language } from '../../db/schema/words.ts';
import { loginTexts } from '../texts/login.ts';

interface Page {
  language: Language;
  shop: string;
  /** This page in the other language. */
  other: string;
  problem?: string | undefined;
  note?: string | undefined;
}

/** Login and password. */
export const loginPage = (res: Response, page: Page & { next: string; login?: string }): void =>
  send(
    res,
    page,
    loginTexts[page.language].title,
    `<form method="post" action="/admin/login">
<input type="hidden" name="next" value="${escaped(page.next)}"><input type="hidden" name="lang" value="${page.language}">
${field(loginTexts[page.language].login, `name="login" autocomplete="username" autocapitalize="none" required autofocus value="${escaped(page.login ?? '')}"`)}
${field(loginTexts[page.language].password, 'name="password" type="password" autocomplete="current-password" required')}
<button>${loginTexts[page.language].enter}</button></form><p class="small">${loginTexts[page.language].forgot}</p>`,
  );

/** A first login, by a one-time link. */
export const welcomePage = (res: Response, page: Page & { code: string; login?: string }): void =>
  send(
    res,
    page,
    loginTexts[page.language].welcomeTitle,
    `<p>${loginTexts[page.language].welcome}</p><form method="post" action="/admin/welcome">
<input type="hidden" name="code" value="${escaped(page.code)}"><input type="hidden" name="lang" value="${page.language}">
${field(loginTexts[page.language].login, `name="login" autocomplete="username" autocapitalize="none" required minlength="2" autofocus value="${escaped(page.login ?? '')}"`)}
${field(loginTexts[page.language].password, 'name="password" type="password" autocomplete="new-password" required minlength="10"', loginTexts[page.language].passwordHint)}
<button>${loginTexts[page.language].save}</button></form>`,
  );

/** Waiting for the tap in the messenger; asks again by itself, without a script. */
export const waitPage = (res: Response, page: Page): void =>
  send(
    res,
    page,
    loginTexts[page.language].waitTitle,
    `<p>${loginTexts[page.language].wait}</p><p class="pulse"></p><p><a href="/admin/login?lang=${page.language}">${loginTexts[page.language].back}</a></p>`,
    '<meta http-equiv="refresh" content="2">',
  );

/** A sentence and nothing else: a link that is used up. */
export const notePage = (res: Response, page: Page): void =>
  send(
    res,
    page,
    loginTexts[page.language].welcomeTitle,
    `<p><a href="/admin/login?lang=${page.language}">${loginTexts[page.language].back}</a></p>`,
  );

function send(res: Response, page: Page, title: string, body: string, head = ''): void {
  const nonce = String(res.locals.nonce);
  const problem = page.problem ? `<p class="problem" role="alert">${escaped(page.problem)}</p>` : '';
  const note = page.note ? `<p class="note">${escaped(page.note)}</p>` : '';
  res.set({
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  });
  res.send(`<!DOCTYPE html><html lang="${page.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">${head}<link rel="icon" href="data:,"><title>${title} — ${escaped(page.shop)}</title><style nonce="${nonce}">${css}</style></head><body><main>
<div class="mark" aria-hidden="true">${escaped([...page.shop][0] ?? 'A')}</div><p class="shop">${escaped(page.shop)}</p><h1>${title}</h1>${problem}${note}${body}
</main><a class="lang" href="${escaped(page.other)}">${loginTexts[page.language].other}</a></body></html>`);
}

const field = (label: string, attributes: string, hint = ''): string =>
  `<label>${label}<input ${attributes}>${hint && `<small>${hint}</small>`}</label>`;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const css = `*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f5f4f8;color:#1d1b26;font:16px/1.5 system-ui,sans-serif}
main{width:min(380px,100vw - 32px);background:#fff;border-radius:16px;padding:32px;box-shadow:0 1px 2px #1d1b2614,0 12px 40px #1d1b2614}
.mark{width:44px;height:44px;border-radius:12px;background:#6d4aff;color:#fff;display:grid;place-items:center;font-weight:700;font-size:20px}
.shop{margin:12px 0 0;color:#6b6878;font-size:14px}h1{margin:2px 0 20px;font-size:24px;line-height:1.2}label{display:block;font-size:14px;font-weight:500;margin-bottom:16px}
input{display:block;width:100%;height:44px;margin-top:6px;padding:0 12px;font:inherit;border:1px solid #cfccd9;border-radius:10px;background:#fff;color:inherit}
input:focus-visible,button:focus-visible,a:focus-visible{outline:2px solid #6d4aff;outline-offset:2px}small{display:block;margin-top:4px;color:#6b6878;font-weight:400}
button{width:100%;height:46px;border:0;border-radius:10px;background:#6d4aff;color:#fff;font:inherit;font-weight:600;cursor:pointer}button:hover{background:#5a38eb}
.problem{margin:0 0 16px;padding:10px 12px;border-radius:10px;background:#fdecec;color:#a11d1d;font-size:14px}.note{margin:0 0 16px;padding:10px 12px;border-radius:10px;background:#eeebff;font-size:14px}
.small{margin:16px 0 0;color:#6b6878;font-size:13px}.lang{position:fixed;right:16px;top:16px}a{color:#5a38eb}.pulse{width:12px;height:12px;border-radius:50%;background:#6d4aff;animation:p 1.2s infinite alternate}@keyframes p{to{opacity:.2}}`;
