import type { Language } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { textsIn } from '../texts/texts.ts';
import { findClientDoors } from './doors.ts';

/** A way in for clients that tells where they came from. */
export interface SourceLink {
  where: 'telegram' | 'whatsapp' | 'form' | 'chat';
  url: string;
}

/** The links of a source, one for each door that is open. `language` is the clients', for what a link types for them. */
export async function findSourceLinks(db: Reader, code: string, language: Language): Promise<SourceLink[]> {
  const { bot, site, whatsapp } = await findClientDoors(db);
  return [
    ...(bot ? [{ where: 'telegram' as const, url: `https://t.me/${bot}?start=src-${code}` }] : []),
    ...(whatsapp
      ? [{ where: 'whatsapp' as const, url: `https://wa.me/${whatsapp}?text=${encodeURIComponent(textsIn(language).source.hello(code))}` }]
      : []),
    ...(site ? [{ where: 'form' as const, url: `${site}/order?src=${code}` }] : []),
    ...(site ? [{ where: 'chat' as const, url: `${site}/chat?start=src-${code}` }] : []),
  ];
}
