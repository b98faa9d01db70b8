import { z } from 'zod';
import { cleanText } from '../../flows/clean-text.ts';
import { toldName } from '../../flows/clients/name.ts';
import type { Heard, RemoteFile } from '../../notifications/message.ts';
import type { Inbound } from '../channel.ts';
import { languageOf } from '../languages.ts';
import { isTakenType } from './media.ts';
import { reactionIn } from './reactions.ts';
import { optOutIn } from './stop-words.ts';

const shape = z.looseObject({
  MessageSid: z.string().min(1).max(64),
  From: z
    .string()
    .max(100)
    .regex(/^(whatsapp:)?(?!whatsapp:)[+\w]/),
  Body: z.string().default(''),
  NumMedia: z.coerce.number().int().min(0).max(10).catch(0),
  OptOutType: z.string().optional(),
  ProfileName: z.string().optional(),
  MessageType: z.string().optional(),
  ButtonPayload: z.string().optional(),
  ListId: z.string().optional(),
  OriginalRepliedMessageSid: z.string().optional(),
  Latitude: z.coerce.number().min(-90).max(90).optional().catch(undefined),
  Longitude: z.coerce.number().min(-180).max(180).optional().catch(undefined),
  Label: z.string().optional(),
  Address: z.string().optional(),
});
type Parameters = z.infer<typeof shape>;

type Read = Pick<
  Inbound,
  'channel' | 'address' | 'externalId' | 'messageId' | 'heard' | 'name' | 'language' | 'numbered' | 'atMost' | 'greeted'
>;

/** What a list of WhatsApp holds. */
const mostRows = 10;

/**
 * What a person sent by SMS or WhatsApp, as Twilio posts it; several pictures of one message become several updates. The sender's address tells
 * the channel, so a webhook address that was put into the wrong field of the console loses nobody. "STOP" and "START" are the same in every
 * language and tell nothing of the writer's. Empty when it is no message.
 */
export function readMessage(posted: Record<string, unknown>): Read[] {
  const { data } = shape.safeParse(posted);
  if (!data) return [];
  const channel = data.From.startsWith('whatsapp:') ? 'whatsapp' : 'sms';
  const heard = heardIn(data, channel);
  const language = heard.some(({ kind }) => kind === 'stop' || kind === 'resume') ? undefined : languageOf(data.Body);
  const name = toldName(data.ProfileName);
  const common = {
    channel,
    address: cleanText(data.From.replace('whatsapp:', '')),
    greeted: true,
    ...(channel === 'sms' ? { numbered: true } : { atMost: mostRows }),
    ...(language && { language }),
    ...(name && { name }),
  };
  return heard.map((each, index) => ({
    ...common,
    externalId: index === 0 ? data.MessageSid : `${data.MessageSid}/${index}`,
    messageId: data.MessageSid,
    heard: each,
  }));
}

function heardIn(data: Parameters, channel: string): Heard[] {
  const { Latitude: latitude, Longitude: longitude, Label, Address } = data;
  const pressed = data.ButtonPayload ?? data.ListId;
  const replyTo = data.OriginalRepliedMessageSid;
  if (pressed) return [{ kind: 'button', data: cleanText(pressed), ...(replyTo && { messageId: replyTo }) }];
  const about = replyTo === undefined ? {} : { replyTo };
  const title = cleanText(Label ?? Address ?? '').trim();
  if (latitude !== undefined && longitude !== undefined)
    return [{ kind: 'place', latitude, longitude, ...(title !== '' && { title }), ...about }];
  const text = cleanText(data.Body);
  const files = filesIn(data);
  if (files.length > 0) return files.map((file, index) => heardFile(file, { data, caption: index === 0 ? text : '', of: files.length }));
  if (text.trim() === '') return [{ kind: 'other', what: data.MessageType ?? 'empty' }];
  const said = { kind: 'text', text, ...about } as const;
  if (data.MessageType === 'reaction') return [{ kind: 'reaction', sign: text, ...(replyTo && { on: replyTo }) }];
  return [optOutIn(text, { channel, decidedByTwilio: data.OptOutType }) ?? reactionIn(text) ?? said];
}

function heardFile(file: RemoteFile, { data, caption, of }: { data: Parameters; caption: string; of: number }): Heard {
  if (data.MessageType === 'sticker') return { kind: 'other', what: 'sticker' };
  if (!isTakenType(file.mime ?? '')) return { kind: 'other', what: (file.mime ?? 'file').slice(0, 60) };
  const replyTo = data.OriginalRepliedMessageSid;
  return { kind: 'file', file, caption, ...(of > 1 && { album: data.MessageSid }), ...(replyTo && { replyTo }) };
}

function filesIn(data: Parameters): RemoteFile[] {
  return Array.from({ length: data.NumMedia }, (_, index) => {
    const [remoteId, mime] = [data[`MediaUrl${index}`], data[`MediaContentType${index}`]].map((each) => cleanText(String(each ?? '')));
    const [type = ''] = (mime ?? '').split('/');
    const kind = type === 'image' ? 'photo' : type === 'audio' ? 'voice' : 'file';
    return { kind, remoteId: remoteId ?? '', ...(mime && { mime }) } as const;
  });
}
