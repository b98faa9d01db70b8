import { segmentsOf } from '../../flows/messages/sms-segments.ts';
import { ChannelError } from '../../notifications/channel-error.ts';
import type { Outgoing } from '../../notifications/sender.ts';
import { openAlarms } from '../alarms.ts';
import { channel, type Doors } from '../channel.ts';
import { Remembered } from '../remembered.ts';
import { isPublicLink, plainMessage, splitText } from '../render.ts';
import { lazyClient } from '../twilio/client.ts';
import { explain } from '../twilio/failures.ts';
import { openWebhooks, paths } from '../twilio/webhooks.ts';

const name = 'sms';

/** SMS through Twilio: plain words, a numbered menu for buttons, delivery reports, and a stop when the person says so. */
export default channel({
  name,
  needs: ['twilioAccountSid', 'twilioAuthToken', 'twilioSmsFrom'],
  audience: 'clients',
  open(doors) {
    const alarm = openAlarms(name, doors, doors.log);
    const client = lazyClient(doors.config);
    const sending = sendingFrom(doors.config);
    const webhooks = openWebhooks({ channel: name, config: doors.config, doors, log: doors.log });
    /** How many pieces of a long message have gone out, so that a second try goes on with the next. */
    const gone = new Remembered<string, number>(1000);
    /** What is known to be another message, when one with the same words is looked for. */
    const known = new Remembered<string, true>(10_000);

    async function sendPieces(outgoing: Outgoing, pieces: string[], key: string): Promise<string> {
      let sid = '';
      for (const [index, body] of pieces.entries()) {
        if (index < (gone.get(key) ?? 0)) continue;
        ({ sid } = await (await client()).messages.create({ to: outgoing.address, body, ...sending }));
        gone.set(key, index + 1);
      }
      gone.delete(key);
      return sid;
    }

    return {
      name,
      perSecond: 10,
      router: webhooks.router,
      start: async () => undefined,
      stop: webhooks.idle,

      async send(outgoing) {
        const text = plainMessage(outgoing.message);
        if (text.trim() === '') throw new ChannelError('There is nothing in this message that an SMS can say', 'never');
        try {
          const sid = await sendPieces(outgoing, piecesOf(text), `${outgoing.address} ${outgoing.since} ${text}`);
          known.set(sid, true);
          doors.log.info({ channel: name, count: segmentsOf(text) }, 'an SMS is on its way; count is the parts it is billed as');
          return { externalId: sid };
        } catch (error) {
          throw await explain(error, alarm);
        }
      },

      /** Twilio knows no idempotency key: the list of what went to this number has to tell. */
      async wasSent({ address, message, since }) {
        const body = piecesOf(plainMessage(message)).at(-1);
        try {
          const recent = await (await client()).messages.list({ to: address, limit: 50 });
          const found = recent.find(
            (each) => each.body === body && isAfter(each.dateCreated, since) && isOnItsWay(each.status) && !known.has(each.sid),
          );
          if (found) known.set(found.sid, true);
          return found && { externalId: found.sid };
        } catch (error) {
          const { message, wholeChannel } = await explain(error, alarm);
          throw new ChannelError(message, 'later', { wholeChannel });
        }
      },
    };
  },
});

function sendingFrom({ twilioSmsFrom: from = '', publicUrl }: Doors['config']) {
  const sender = from.startsWith('MG') ? { messagingServiceSid: from } : { from };
  // Twilio refuses the whole message for a callback address it cannot reach.
  return { ...sender, ...(publicUrl && isPublicLink(publicUrl) && { statusCallback: publicUrl + paths.status }) };
}

/** Twilio counts UTF-16 units, we count signs: a text full of emoji is cut shorter. */
function piecesOf(text: string): string[] {
  const pieces = splitText(text, 1600);
  return pieces.every(({ length }) => length <= 1600) ? pieces : splitText(text, 800);
}

/** Their clock and ours may differ by a little. */
const isAfter = (created: Date | null, since: number) => created !== null && created.getTime() >= since - 60_000;

const isOnItsWay = (status: string) => !['failed', 'undelivered', 'canceled'].includes(status);
