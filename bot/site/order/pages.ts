import { type Request, Router } from 'express';
import type { Language } from '../../../db/schema/words.ts';
import { showPhone } from '../../../flows/clients/phone.ts';
import { findShop } from '../../../flows/shop.ts';
import { wordsIn } from '../../../flows/words-in.ts';
import type { Doors } from '../../channel.ts';
import type { Assets } from '../assets.ts';
import { languageOf } from '../chat/guard.ts';
import { sentence } from '../chat/sentences.ts';
import { framers, isEmbedded } from '../embed.ts';
import { fastestMs, newTicket, zeroBits } from './form-ticket.ts';

/** The order form at `/order`: `?src=` and UTM say where the visitor came from, `?lang=` in which language to speak, `?embed` that it stands in a frame. */
export function orderPages(doors: Doors, assets: Assets): Router {
  const { config, store } = doors;
  const router = Router();

  router.get('/order', async (req, res) => {
    const shop = await findShop(store.read);
    if (!shop) return void res.sendStatus(503);
    const language = languageOf(doors, req);
    const { phone } = shop;
    const values = {
      ...{
        language,
        assets: assets.at,
        zone: shop.timezone,
        ticket: newTicket(config, doors.now()),
        zeros: String(zeroBits),
        wait: String(fastestMs),
      },
      shop: wordsIn(shop.name, language),
      address: wordsIn(shop.pickupAddress, language),
      phone: phone === undefined ? '' : showPhone(phone),
      call: phone ?? '',
      embedded: isEmbedded(req) ? 'yes' : '',
      title: sentence(language, 'orderTitle'),
      script: sentence(language, 'orderScript'),
      ...switchOf(req, language),
    };
    assets.page(res, 'order.html', values, isEmbedded(req) ? framers(shop) : undefined);
  });

  return router;
}

/** The same page in the other language. */
function switchOf(req: Request, language: Language): Record<'other' | 'otherName' | 'switch', string> {
  const other = language === 'ru' ? 'en' : 'ru';
  const given = Object.entries(req.query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  const query = new URLSearchParams({ ...Object.fromEntries(given), lang: other });
  return { other, otherName: other === 'ru' ? 'Русский' : 'English', switch: `?${query}` };
}
