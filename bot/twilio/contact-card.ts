import type { Config } from '../../config.ts';
import { cleanText } from '../../flows/clean-text.ts';
import { platformPhone } from '../../flows/clients/phone.ts';
import type { Heard } from '../../notifications/message.ts';
import { fetchMedia } from './media.ts';

type File = Extract<Heard, { kind: 'file' }>;

/** A contact comes as a small file: its number is what was said. It stays a file when it cannot be had at once or has no number. */
export async function readContact(config: Config, heard: File, sender: string): Promise<Heard> {
  if (!/vcard|directory/i.test(heard.file.mime ?? '')) return heard;
  try {
    const bytes = await fetchMedia(config, { url: heard.file.remoteId, limit: 64 * 1024, timeoutMs: 4000 });
    return contactIn(new TextDecoder().decode(bytes), sender) ?? heard;
  } catch {
    return heard;
  }
}

function contactIn(card: string, sender: string): Heard | undefined {
  const lines = card.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const fieldOf = (name: string) => lines.find((line) => new RegExp(`^(item\\d+\\.)?${name}[;:]`, 'i').test(line))?.replace(/^[^:]*:/, '');
  const phone = cleanText(fieldOf('TEL') ?? '').replace(/[^\d+]/g, '');
  const name = cleanText(fieldOf('FN') ?? '')
    .trim()
    .slice(0, 100);
  if (phone.length < 5 || phone.length > 20) return undefined;
  const own = platformPhone(phone) === sender;
  return { kind: 'contact', phone, own, proven: own, ...(name !== '' && { name }) };
}
