import QRCode from 'qrcode';
import { z } from 'zod';
import { findSources } from '../../flows/sources/find-sources.ts';
import { makeSource } from '../../flows/sources/make-source.ts';
import { removeSource } from '../../flows/sources/remove-source.ts';
import { findSourceLinks } from '../../flows/sources/source-links.ts';
import { sourceWords } from '../../flows/sources/source-title.ts';
import { textsIn } from '../../flows/texts/texts.ts';
import { act, question, screen } from '../screen.ts';

/** Where clients come from: each place has links and QR codes of its own, and numbers. */
export default screen({
  name: 'sources',
  title: { ru: 'Источники', en: 'Sources' },
  may: 'sources.manage',
  menu: { group: 'clients', position: 70, icon: 'Compass' },
  questions: {
    all: question({
      may: 'sources.manage',
      form: z.object({}),
      async answer({ db, language }) {
        const t = textsIn(language);
        return (await findSources(db)).map(({ named, ...source }) => ({
          ...source,
          id: named?.id ?? null,
          title: sourceWords(t, source.code, named?.title),
        }));
      },
    }),
    links: question({
      may: 'sources.manage',
      form: z.object({ code: z.string().max(60) }),
      async answer({ db, language }, { code }) {
        const links = await findSourceLinks(db, code, language);
        return Promise.all(links.map(async ({ where, url }) => ({ where, url, qr: await qrOf(url) })));
      },
    }),
  },
  acts: {
    make: act({
      may: 'sources.manage',
      form: z.object({ title: z.string().trim().min(1).max(100) }),
      run: async ({ tx, by, now }, { title }) => (await makeSource(tx, { title, by, now })).code,
    }),
    remove: act({
      may: 'sources.manage',
      form: z.object({ sourceId: z.number().int() }),
      run: ({ tx, by, now }, { sourceId }) => removeSource(tx, { sourceId, by, now }),
    }),
  },
});

/** As a picture that can be saved and printed. */
const qrOf = (url: string): Promise<string> => QRCode.toDataURL(url, { margin: 2, scale: 8, errorCorrectionLevel: 'M' });
