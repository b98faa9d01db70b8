import { Router } from 'express';
import { windowIsOpen } from '../../flows/messages/window.ts';
import { getShop } from '../../flows/shop.ts';
import { wordsIn } from '../../flows/words-in.ts';
import { ChannelError } from '../../notifications/channel-error.ts';
import type { Outgoing } from '../../notifications/sender.ts';
import { minutes } from '../../notifications/time.ts';
import { openAlarms } from '../alarms.ts';
import { channel, type Doors } from '../channel.ts';
import { languageOf } from '../languages.ts';
import { openMediaLinks } from '../media-links.ts';
import { lazyClient } from '../twilio/client.ts';
import { type Contents, openContents } from '../twilio/contents.ts';
import { explain, isRefused, unknownForm, windowClosed } from '../twilio/failures.ts';
import { noticeForm } from '../twilio/forms.ts';
import { fetchMedia } from '../twilio/media.ts';
import { whatsappTypeOf } from '../twilio/media-types.ts';
import { openPost, type Piece, sendingFrom } from '../twilio/post.ts';
import { readyNotices } from '../twilio/ready-notices.ts';
import { openWebhooks } from '../twilio/webhooks.ts';
import { type Part, partsOf } from '../twilio/whatsapp-parts.ts';

const name = 'whatsapp';
const paths = { incoming: '/twilio/whatsapp', status: '/twilio/whatsapp/status' };

/** WhatsApp through Twilio: buttons and lists within a day of the client's last word, a form that WhatsApp has approved later. */
export default channel({
  name,
  needs: ['twilioAccountSid', 'twilioAuthToken', 'twilioWhatsappFrom', 'publicUrl'],
  audience: 'clients',
  open(doors) {
    const { config, log, store, files, now } = doors;
    const { publicUrl = '', secret } = config;
    const alarm = openAlarms(name, doors, log);
    const client = lazyClient(config);
    const contents = openContents({ client, store, now });
    const links = openMediaLinks({ path: '/twilio/media', typeOf: whatsappTypeOf, publicUrl, secret, files, now });
    const webhooks = openWebhooks({ channel: name, paths, config, doors, log });
    const sending = sendingFrom(whatsappSender(config), config, paths.status);
    const post = openPost({ client, alarm, sending, addressOf: (address) => `whatsapp:${address}` });

    /** The pieces to send: free words while the window is open, else the approved form. */
    async function piecesOf(outgoing: Outgoing): Promise<Piece[]> {
      if (await windowIsOpen(store.read, { channel: name, address: outgoing.address }, now())) {
        const parts = partsOf(outgoing.message, links.linkTo);
        if (parts.length === 0) throw new ChannelError('There is nothing in this message that WhatsApp can say', 'never');
        return Promise.all(parts.map((part) => pieceOf(part, contents)));
      }
      const { message } = outgoing;
      const shop = await getShop(store.read);
      const language = languageOf(message.text) ?? shop.language;
      const form = noticeForm({ message, shop: wordsIn(shop.name, language), language });
      const sid = form && (await contents.approvedSidOf(form));
      if (!form || !sid) throw new ChannelError('WhatsApp takes only an approved form now', 'never', { reason: windowClosed });
      return [{ body: form.body, content: { sid, variables: form.variables } }];
    }

    /** Nothing has left yet, so whatever went wrong may be tried again. */
    async function prepared(outgoing: Outgoing): Promise<Piece[]> {
      try {
        return await piecesOf(outgoing);
      } catch (error) {
        const explained = await explain(error, alarm);
        if (explained.verdict !== 'unknown') throw explained;
        throw new ChannelError(explained.message, 'later');
      }
    }

    let formsSeenAt = 0;
    /** Whether WhatsApp has approved the usual forms by now; nobody waits for it. */
    function lookAtForms(): void {
      formsSeenAt = now();
      readyNotices({ contents, store }).catch((err: unknown) => log.warn({ channel: name, err }, 'the usual forms are not ready yet'));
    }

    return {
      name,
      perSecond: 40,
      router: Router().use(webhooks.router, links.router),
      async start() {
        lookAtForms();
      },
      stop: webhooks.idle,

      async send(outgoing) {
        if (now() - formsSeenAt > minutes(30)) lookAtForms();
        const pieces = await prepared(outgoing);
        try {
          return { externalId: await post.send(outgoing, pieces) };
        } catch (error) {
          if (!(error instanceof ChannelError) || error.reason !== unknownForm) throw error;
          await contents.forget(pieces.flatMap(({ content }) => content?.sid ?? []));
          throw new ChannelError(error.message, 'later');
        }
      },

      wasSent: async (outgoing) => post.wasSent(outgoing, (await prepared(outgoing)).at(-1)?.body),
      fetch: ({ remoteId }) => fetchMedia(config, { url: remoteId }),
    };
  },
});

const whatsappSender = ({ twilioWhatsappFrom: from = '' }: Doors['config']): string => (from.startsWith('MG') ? from : `whatsapp:${from}`);

/** A form that Twilio refuses must not stop the conversation: its choices go as a numbered menu. */
async function pieceOf(part: Part, contents: Contents): Promise<Piece> {
  if (part.kind !== 'form') return part;
  const { form, instead } = part;
  try {
    return { body: form.body, content: { sid: await contents.sidOf(form), variables: form.variables } };
  } catch (error) {
    if (!isRefused(error)) throw error;
    return { body: instead };
  }
}
