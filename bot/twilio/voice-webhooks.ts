import { type Request, Router } from 'express';
import { getShop } from '../../flows/shop.ts';
import { textsIn } from '../../flows/texts/texts.ts';
import type { Doors } from '../channel.ts';
import { openAnswering } from './answering.ts';
import { parametersOf, signedForm } from './signature.ts';
import { twimlMaker } from './twiml.ts';
import { incomingActs } from './voice-incoming.ts';
import { type Moment, voicePath } from './voice-moment.ts';
import { outgoingActs } from './voice-outgoing.ts';
import { type CallParameters, callParameters } from './voice-parameters.ts';
import { reportActs } from './voice-reports.ts';

/** Takes what Twilio posts about calls and answers what is to be done next; `idle` resolves when what was taken is committed. */
export function openVoiceWebhooks(doors: Doors): { router: Router; idle(): Promise<void> } {
  const { config, store, log } = doors;
  const { twilioVoiceFrom: ours = '' } = config;
  const { answered, idle } = openAnswering('voice', log);
  const router = Router();
  const guard = signedForm(config, '64kb');

  for (const [address, act] of Object.entries({ ...incomingActs, ...outgoingActs, ...reportActs }))
    router.post(
      voicePath(address),
      guard,
      answered((req) => answer(act, req)),
    );

  function answer(act: (moment: Moment) => Promise<void>, req: Request): Promise<string> | undefined {
    const { data: said } = callParameters.safeParse({ ...queryOf(req), ...parametersOf(req) });
    return said && takeMoment(act, said);
  }

  /** One moment in one transaction. */
  async function takeMoment(act: (moment: Moment) => Promise<void>, said: CallParameters): Promise<string> {
    const newTwiml = await twimlMaker();
    const answer = await store.tx(async (tx) => {
      const shop = await getShop(tx);
      const twiml = newTwiml();
      await act({ tx, ours, now: doors.now(), shop, said, twiml, spoken: textsIn(shop.language).calls.spoken });
      return twiml.toString();
    });
    doors.nudge();
    return answer;
  }

  return { router, idle };
}

/** Only addresses that we gave Twilio carry a query, and its signature covers them. */
const queryOf = ({ query }: Request): Record<string, unknown> => ({ ...query });
