import { isVisible } from '../../clean-text.ts';
import { type Answer, type ClientTurn, type Read, refuse, type Step, value } from '../dialog.ts';
import { draftOf } from './draft.ts';
import { says, saysNo } from './says.ts';

export const longestWish = 500;
export const mostPhotos = 10;

interface Picture {
  photo: number;
  caption: string;
}

/** The number of a picture that came with this turn. */
export function readPicture(turn: ClientTurn, answer: Answer): Picture | undefined {
  if (answer.kind !== 'file' || turn.attachmentId === undefined) return undefined;
  const isPicture = answer.file.kind === 'photo' || answer.file.mime?.startsWith('image/');
  return isPicture ? { photo: turn.attachmentId, caption: answer.caption } : undefined;
}

/** Puts a picture to the order; what is written under it is a wish. False when there are enough already. */
export function takePicture(turn: ClientTurn, { photo, caption }: Picture): boolean {
  const draft = draftOf(turn);
  const pictures = draft.pictures ?? [];
  if (pictures.length >= mostPhotos) return false;
  draft.pictures = [...pictures, photo];
  if (turn.heard.kind === 'file' && turn.heard.album !== undefined) draft.album = turn.heard.album;
  if (isVisible(caption))
    draft.wishes = [draft.wishes, caption]
      .filter(Boolean)
      .join('\n')
      .slice(0, 2 * longestWish);
  return true;
}

/** Whether this belongs to an album whose first picture was answered already. */
export function isMoreOfAlbum(turn: ClientTurn): boolean {
  const { heard } = turn;
  return heard.kind === 'file' && heard.album !== undefined && heard.album === draftOf(turn).album;
}

const wishes: Step<ClientTurn> = {
  ask: ({ t }) => ({ text: t.customer.order.wishes, choices: [{ id: 'none', label: t.customer.order.noWishes }] }),
  read(turn, answer): Read {
    if (answer.kind === 'choice') return value(null);
    const picture = readPicture(turn, answer);
    if (picture) return value(picture);
    if (answer.kind !== 'text') return undefined;
    if (!isVisible(answer.text) || saysNo(answer.text, (t) => t.customer.order.noWishes)) return value(null);
    const length = [...answer.text].length;
    return length > longestWish ? refuse(turn.t.customer.order.tooLong(length, longestWish)) : value(answer.text.trim());
  },
  take(turn, given) {
    const draft = draftOf(turn);
    if (given !== null && typeof given === 'object') takePicture(turn, given as Picture);
    else draft.wishes = given as string | null;
  },
};

const photos: Step<ClientTurn> = {
  ask(turn) {
    const { t } = turn;
    const count = draftOf(turn).pictures?.length ?? 0;
    const text = count === 0 ? t.customer.order.photos : isAlbum(turn) ? t.customer.order.photosCame : t.customer.order.photosSoFar(count);
    const clear = count === 0 ? [] : [{ id: 'clear', label: t.customer.order.photosClear }];
    return { text, choices: [{ id: 'done', label: count === 0 ? t.customer.order.noPhotos : t.customer.order.photosDone }, ...clear] };
  },
  read(turn, answer): Read {
    if (answer.kind === 'choice') return value(answer.id);
    if (answer.kind === 'text') return isNoMore(answer.text) ? value('done') : undefined;
    const picture = readPicture(turn, answer);
    if (!picture || isMoreOfAlbum(turn)) return undefined;
    return (draftOf(turn).pictures?.length ?? 0) >= mostPhotos ? refuse(turn.t.customer.order.photosEnough(mostPhotos)) : value(picture);
  },
  take(turn, given) {
    if (given === 'done') draftOf(turn).photosDone = true;
    else if (given === 'clear') delete draftOf(turn).pictures;
    else takePicture(turn, given as Picture);
  },
  answered: (turn) => draftOf(turn).photosDone === true,
  forget: (turn) => void delete draftOf(turn).photosDone,
};

/** The rest of an album is still to come, so counting now would be wrong. */
const isAlbum = ({ heard }: ClientTurn): boolean => heard.kind === 'file' && heard.album !== undefined;

const isNoMore = (typed: string): boolean =>
  saysNo(typed, (t) => t.customer.order.noPhotos) || says(typed, (t) => [...t.customer.order.enoughWords, t.customer.order.photosDone]);

export const extraSteps = { wishes, photos };
