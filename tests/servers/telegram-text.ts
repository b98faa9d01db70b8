import type { Entity } from './html-entities.ts';
import { escapeHtml, parseHtml } from './html-entities.ts';
import type { Fields } from './spec.ts';
import { mistake } from './telegram-errors.ts';

export type RichText = { plain: string; html: string; entities: Entity[] };

/** The text of a message, 1–4096 characters after its tags are taken out. */
export function readText(fields: Fields): RichText {
  const raw = textOf(fields.text);
  if (Buffer.byteLength(raw) > 32_768) throw mistake('text is too long');
  const text = format(raw, fields.parse_mode, fields.entities);
  if (text.plain === '') throw mistake('message text is empty');
  if (lengthOf(text.plain) > 4096) throw mistake('message is too long');
  return text;
}

/** The caption of a photo or a document, 0–1024 characters after its tags are taken out. */
export function readCaption(fields: Fields): RichText {
  const text = format(textOf(fields.caption), fields.parse_mode, fields.caption_entities);
  if (lengthOf(text.plain) > 1024) throw mistake('message caption is too long');
  return text;
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The platform counts code points. */
export const lengthOf = (text: string): number => (text.length <= 100 ? text.length : [...text].length);

function format(raw: string, mode: unknown, given: unknown): RichText {
  if (!mode) return trim({ plain: raw, html: escapeHtml(raw), entities: Array.isArray(given) ? (given as Entity[]) : [] }); // checked against the description
  if (String(mode).toLowerCase() !== 'html') throw mistake(`this server of ours parses HTML only, not parse_mode ${String(mode)}`);
  try {
    const { text, entities } = parseHtml(raw);
    return trim({ plain: text, html: raw.trim(), entities });
  } catch (error) {
    throw mistake(`can't parse entities: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function trim({ plain, html, entities }: RichText): RichText {
  const start = plain.length - plain.trimStart().length;
  const kept = plain.trim();
  if (kept.length === plain.length) return { plain, html, entities };
  const moved = entities.map((each) => {
    const from = Math.max(0, each.offset - start);
    return { ...each, offset: from, length: Math.min(kept.length, each.offset + each.length - start) - from };
  });
  return { plain: kept, html: html.trim(), entities: moved.filter((each) => each.length > 0) };
}
