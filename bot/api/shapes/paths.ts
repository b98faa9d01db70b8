import { z } from 'zod';
import { idText } from './common.ts';

export const orderPath = z.strictObject({ orderId: idText });
export const clientPath = z.strictObject({ clientId: idText });
export const taskPath = z.strictObject({ taskId: idText });
export const webhookPath = z.strictObject({ webhookId: idText });
export const mergePath = z.strictObject({ mergeId: idText });
export const picturePath = z.strictObject({ orderId: idText, pictureId: idText });
export const filePath = z.strictObject({ clientId: idText, fileId: idText });
