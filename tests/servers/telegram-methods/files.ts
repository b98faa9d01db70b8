import { mistake } from '../telegram-errors.ts';
import { textOf } from '../telegram-text.ts';
import type { Method } from './call.ts';
import { fileFields } from './media.ts';

const getFile: Method = ({ bot, fields }) => {
  const file = bot.files.get(textOf(fields.file_id).replace(/-s$/, ''));
  if (!file) throw mistake('wrong file_id or the file is temporarily unavailable');
  if ((file.bytes?.length ?? 0) > 20 * 1024 * 1024) throw mistake('file is too big');
  return { ...fileFields(file), file_path: file.path };
};

export default { getFile };
