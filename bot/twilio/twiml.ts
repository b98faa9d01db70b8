import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Language } from '../../db/schema/words.ts';
import { xmlText } from '../../flows/xml-text.ts';

/** What Twilio is to do next in a call. */
export type Twiml = InstanceType<typeof VoiceResponse>;

const accents = { ru: 'ru-RU', en: 'en-GB' } as const satisfies Record<Language, string>;

/** Makes empty answers. Loaded when the first call comes: its XML takes 6 MB that a shop without a telephone has no use for. */
export async function twimlMaker(): Promise<() => Twiml> {
  const { default: Response } = await import('twilio/lib/twiml/VoiceResponse.js');
  return () => new Response();
}

/** Reads words aloud. */
export function say(twiml: Pick<Twiml, 'say'>, words: string, language: Language): void {
  twiml.say({ language: accents[language] }, xmlText(words));
}

/** Asks for any digit; `action` is called when one is pressed, and silence hangs up: an answering machine presses nothing. */
export function askForDigit(twiml: Twiml, words: string, language: Language, action: string): void {
  const gather = twiml.gather({ numDigits: 1, timeout: 8, action });
  say(gather, words, language);
  twiml.hangup();
}
