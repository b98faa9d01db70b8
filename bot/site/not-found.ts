import type { Request, Response } from 'express';
import { browserLanguage } from './chat/sentences.ts';

const words = {
  ru: { title: 'Такой страницы нет', text: 'Проверьте, весь ли адрес скопировался. Написать нам можно в чате.', link: 'Открыть чат' },
  en: {
    title: 'There is no such page',
    text: 'Please check that the whole address was copied. You can write to us in the chat.',
    link: 'Open the chat',
  },
};

/** Tells a person, in their language, that there is nothing here, and where there is something. */
export function showNotFound(req: Request, res: Response): void {
  const language = browserLanguage(req, 'ru');
  const { title, text, link } = words[language];
  // The nonce of this answer: `server.ts` puts it into the policy.
  const nonce = String(res.locals.nonce);
  res
    .status(404)
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
        `<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${title}</title><style nonce="${nonce}">${style}</style></head>` +
        `<body><main><h1>${title}</h1><p>${text}</p><a href="/chat?lang=${language}">${link}</a></main></body></html>`,
    );
}

const style =
  'body{margin:0;min-height:100vh;display:grid;place-items:center;font:17px/1.5 system-ui,sans-serif}main{max-width:26rem;padding:2rem;text-align:center}' +
  'h1{font-size:1.5rem;margin:0 0 .5rem}p{margin:0 0 1.5rem}a{display:inline-block;padding:.7rem 1.4rem;border-radius:.8rem;background:#b4456e;color:#fff;text-decoration:none}';
