import { type Response, Router } from 'express';
import { ChannelError } from '../../notifications/channel-error.ts';
import { channel } from '../channel.ts';
import { openAssets } from '../site/assets.ts';
import { chatApi } from '../site/chat/api.ts';
import { openGuard } from '../site/chat/guard.ts';
import { onwardPages } from '../site/chat/onward.ts';
import { chatPages } from '../site/chat/pages.ts';
import { show } from '../site/chat/show.ts';
import { takeAway } from '../site/chat/take-away.ts';
import { openWatch } from '../site/chat/watch.ts';
import { orderApi } from '../site/order/api.ts';
import { orderPages } from '../site/order/pages.ts';
import { statusPages } from '../site/order/status.ts';
import { phonePages } from '../site/phones.ts';
import { widget } from '../site/widget.ts';

/** The chat on the shop's site, and the demo's simulated phones. There is no platform behind it: what it shows it keeps in `web_messages`. */
export default channel({
  name: 'web',
  needs: [],
  audience: 'both',

  open(doors) {
    const { config, store, files, log, now } = doors;
    const assets = openAssets();
    const guard = openGuard(doors);
    const watch = openWatch(store.read, (err) => log.warn({ err, channel: 'web' }, 'could not look for new messages'));
    const streams = new Set<Response>();

    const router = Router();
    router.use(assets.router, widget(assets), onwardPages(doors), chatPages(doors, assets));
    router.use(orderPages(doors, assets), orderApi(doors), statusPages(doors, assets));
    router.use('/chat/t/:key', chatApi(doors, guard, watch, streams));
    router.use('/chat/as/:address', chatApi(doors, guard, watch, streams));
    router.use('/chat', chatApi(doors, guard, watch, streams));
    if (config.demo) router.use(phonePages(doors, assets));

    return {
      name: 'web',
      perSecond: 1000,
      router,

      async start() {},

      async stop() {
        watch.close();
        for (const each of streams) each.end();
        await guard.close();
      },

      async send({ address, message, replaces }) {
        const externalId = await show(store, address, message, now(), replaces).catch(later);
        if (externalId === undefined) throw new ChannelError('Nobody has this address', 'never');
        watch.hint(address);
        return { externalId };
      },

      async remove(address, externalId) {
        await takeAway(store, address, externalId).catch(later);
        watch.hint(address);
      },

      async fetch({ remoteId }) {
        return files.read(remoteId).catch((cause: unknown) => {
          throw new ChannelError('The uploaded file is not there', 'never', { cause });
        });
      },
    };
  },
});

/** Only the database stands between us and the page. */
function later(cause: unknown): never {
  throw new ChannelError('The database did not take the message', 'later', { cause });
}
