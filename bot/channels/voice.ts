import { ChannelError } from '../../notifications/channel-error.ts';
import { openAlarms } from '../alarms.ts';
import { channel } from '../channel.ts';
import { Remembered } from '../remembered.ts';
import { lazyClient } from '../twilio/client.ts';
import { explain } from '../twilio/failures.ts';
import { fetchRecording } from '../twilio/recording.ts';
import { voicePath } from '../twilio/voice-moment.ts';
import { openVoiceWebhooks } from '../twilio/voice-webhooks.ts';

const name = 'voice';

/** Calls through Twilio: who calls is shown and connected, colleagues call clients, recordings come home. Nothing is written here. */
export default channel({
  name,
  needs: ['twilioAccountSid', 'twilioAuthToken', 'twilioVoiceFrom', 'publicUrl'],
  audience: 'clients',
  conversations: false,
  open(doors) {
    const { config, log } = doors;
    const { twilioVoiceFrom: from = '', publicUrl = '' } = config;
    const alarm = openAlarms(name, doors, log);
    const client = lazyClient(config);
    const webhooks = openVoiceWebhooks(doors);
    /** What is known to be another call, when one to the same phone is looked for. */
    const known = new Remembered<string, true>(1000);

    return {
      name,
      perSecond: 1,
      router: webhooks.router,
      start: async () => undefined,
      stop: webhooks.idle,

      async send() {
        throw new ChannelError('Nothing can be written to a telephone: an SMS can', 'never');
      },

      fetch: ({ remoteId }) => fetchRecording(config, remoteId),

      phone: {
        async ring({ callId, to }) {
          const about = { call: callId };
          try {
            const { sid } = await (await client()).calls.create({
              ...{ to, from, timeout: 25 },
              url: publicUrl + voicePath('bridge', about),
              statusCallback: publicUrl + voicePath('status', about),
              statusCallbackEvent: ['initiated', 'answered', 'completed'],
            });
            known.set(sid, true);
            return { externalId: sid };
          } catch (error) {
            throw await explain(error, alarm);
          }
        },

        /** Twilio knows no idempotency key: the list of what rang this phone since then has to tell. */
        async wasRung({ to, since }) {
          try {
            const recent = await (await client()).calls.list({ to, from, limit: 20 });
            const isLater = (at: Date | null) => at !== null && at.getTime() >= since - clocksDifferByMs;
            const found = recent.find(({ sid, dateCreated }) => isLater(dateCreated) && !known.has(sid));
            if (found) known.set(found.sid, true);
            return found && { externalId: found.sid };
          } catch (error) {
            const { message, wholeChannel } = await explain(error, alarm);
            throw new ChannelError(message, 'later', { wholeChannel });
          }
        },
      },
    };
  },
});

/** Their clock and ours may differ by a little. */
const clocksDifferByMs = 60_000;
