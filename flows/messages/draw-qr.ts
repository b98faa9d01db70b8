import qrcode from 'qrcode';
import type { Files } from '../../db/files.ts';
import type { Message } from '../../notifications/message.ts';

/** The message with its QR code drawn, for channels know only pictures. The same address is the same file. */
export async function drawn({ qr, ...message }: Message, files: Pick<Files, 'keep'>): Promise<Message> {
  if (qr === undefined) return message;
  return { ...message, picture: await files.keep(await qrcode.toBuffer(qr, { width: 720, margin: 3, errorCorrectionLevel: 'M' })) };
}
