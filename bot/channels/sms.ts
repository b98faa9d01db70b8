import { segmentsOf } from '../../flows/messages/sms-segments.ts';
import { ChannelError } from '../../notifications/channel-error.ts';
import { openAlarms } from '../alarms.ts';
import { channel } from '../channel.ts';
import { plainMessage, splitText } from '../render.ts';
import { lazyClient } from '../twilio/client.ts';
import { fetchMedia } from '../twilio/media.ts';
import { openPost, sendingFrom } from '../twilio/post.ts';
import { openWebhooks } from '../twilio/webhooks.ts';

const name = 'sms';
const paths = { incoming: '/twilio/sms', status: '/twilio/status' };

/** SMS through Twilio: plain words, a numbered menu for buttons, delivery reports, and a stop when the person says so. */
export default channel({
  name,
  needs: ['twilioAccountSid', 'twilioAuthToken', 'twilioSmsFrom'],
  audience: 'clients',
  open(doors) {
    const { config, log } = doors;
    const alarm = openAlarms(name, doors, log);
    const webhooks = openWebhooks({ channel: name, paths, config, doors, log });
    const sending = sendingFrom(config.twilioSmsFrom ?? '', config, paths.status);
    const post = openPost({ client: lazyClient(config), alarm, sending, addressOf: (address) => address });

    return {
      name,
      perSecond: 10,
      router: webhooks.router,
      start: async () => undefined,
      stop: webhooks.idle,
      billedParts: (message) => piecesOf(plainMessage(message)).reduce((sum, piece) => sum + segmentsOf(piece), 0),

      async send(outgoing) {
        const text = plainMessage(outgoing.message);
        if (text.trim() === '') throw new ChannelError('There is nothing in this message that an SMS can say', 'never');
        const pieces = piecesOf(text).map((body) => ({ body }));
        return { externalId: await post.send(outgoing, pieces) };
      },

      wasSent: (outgoing) => post.wasSent(outgoing, piecesOf(plainMessage(outgoing.message)).at(-1)),
      fetch: ({ remoteId }) => fetchMedia(config, { url: remoteId }),
    };
  },
});

/** Twilio counts UTF-16 units, we count signs: a text full of emoji is cut shorter. */
function piecesOf(text: string): string[] {
  const pieces = splitText(text, 1600);
  return pieces.every(({ length }) => length <= 1600) ? pieces : splitText(text, 800);
}
