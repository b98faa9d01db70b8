import { makeSource } from '../../sources/make-source.ts';
import { findSourceLinks } from '../../sources/source-links.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog } from '../dialog.ts';
import { textIn } from '../working/numbers.ts';
import { menuRow } from '../working/order-list.ts';
import { readText } from '../working/read-text.ts';

/** `/source Flyer, spring`: where clients come from, as links and QR codes to print. */
export default staffDialog({
  name: 'source',
  opensOn: ['/source'],
  label: (t) => t.staff.menu.source,
  args: ['title'],
  open: async ({ tx, by }) => void (await refuseUnless(tx, by, 'sources.manage')),
  steps: {
    title: { first: true, ask: ({ t }) => ({ text: t.source.what }), read: readText },
  },
  async done(turn) {
    const { tx, by, now, shop, t, answers, say } = turn;
    const { title, code } = await makeSource(tx, { title: textIn(answers, 'title'), by, now });
    const links = await findSourceLinks(tx, code, shop.language);
    const lines = links.map(({ where, url }) => `${t.source.where[where]}: ${url}`);
    say({ text: t.source.made(title, lines.join('\n')), buttons: [menuRow(turn)] });
    for (const { where, url } of links.filter((link) => link.where !== 'chat'))
      say({ text: t.source.qr(title, t.source.where[where]), qr: url }, { fresh: true });
  },
});
