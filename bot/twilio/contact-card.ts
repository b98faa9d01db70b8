import type { Config } from '../../config.ts';
import { platformPhone } from '../../flows/clients/phone.ts';
import type { Heard } from '../../notifications/message.ts';
import { type CardNumber, numbersIn } from '../vcard.ts';
import { fetchMedia } from './media.ts';

type File = Extract<Heard, { kind: 'file' }>;

/** A contact comes as a small file: its numbers are what was said. It stays a file when it cannot be had at once or has no number. */
export async function readContact(config: Config, heard: File, sender: string): Promise<Heard> {
  if (!/vcard|directory/i.test(heard.file.mime ?? '')) return heard;
  try {
    const bytes = await fetchMedia(config, { url: heard.file.remoteId, limit: 64 * 1024, timeoutMs: 4000 });
    return contactOf(numbersIn(bytes), sender) ?? heard;
  } catch {
    return heard;
  }
}

/** The sender's own number is known by the one that they write from. */
function contactOf(numbers: CardNumber[], sender: string): Heard | undefined {
  const mine = numbers.find(({ phone }) => platformPhone(phone) === sender);
  const [first, ...others] = mine ? [mine, ...numbers.filter((each) => each !== mine)] : numbers;
  const own = mine !== undefined;
  return first && { kind: 'contact', ...first, own, proven: own, ...(others.length > 0 && { others }) };
}
