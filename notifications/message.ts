/** One thing to press: `data` comes back as a press, `url` opens a page. */
export interface Button {
  label: string;
  data?: string;
  url?: string;
}

/**
 * What is said to a person, the same for every channel; each channel shows it as well as it can.
 * `text` is plain except for `bold()` marks. `picture` is a file reference of `db/files.ts`.
 */
export interface Message {
  text: string;
  buttons?: Button[][];
  picture?: string;
  /** What the file of `picture` is called, where it has a name. */
  fileName?: string;
  /** An address to draw as a QR code, in the place of a picture. */
  qr?: string;
  /** Asks the phone for its owner's number or its place, where the channel can; `label` is the words on that button. */
  request?: { kind: 'contact' | 'place'; label: string };
  /** A place to show on a map. */
  place?: { latitude: number; longitude: number };
}

/** A file that still lies with the platform. */
export interface RemoteFile {
  kind: 'photo' | 'voice' | 'file';
  remoteId: string;
  name?: string;
  mime?: string;
  size?: number;
}

/** Somebody else's words: who wrote them, and that person's address on the same platform where it is told. */
interface Forwarded {
  forwardedFrom?: string;
  forwardedAddress?: string;
}

type HeardText = { kind: 'text'; text: string; replyTo?: string } & Forwarded;
/** `album`: things that were sent together carry the same; they are answered once. */
type HeardFile = { kind: 'file'; file: RemoteFile; caption: string; album?: string; replyTo?: string } & Forwarded;

/** What a person said or did, the same from every channel. `messageId` is the platform's id of the message it happened on. */
export type Heard =
  | { kind: 'start'; payload: string }
  | HeardText
  | { kind: 'button'; data: string; messageId?: string }
  | HeardFile
  | ({ kind: 'place'; latitude: number; longitude: number; title?: string; replyTo?: string } & Forwarded)
  /** `own`: the sender's, as they say; `proven`: the platform vouches for it. `others`: more numbers of the card, or of more cards in one file. */
  | ({
      kind: 'contact';
      phone: string;
      name?: string;
      own: boolean;
      proven?: boolean;
      others?: { phone: string; name?: string }[];
      replyTo?: string;
    } & Forwarded)
  /** An earlier message of theirs says this now. */
  | { kind: 'edited'; said: HeardText | HeardFile }
  /** A sign under a message: its platform id, or its words where the platform tells only those. `withdrawn`: it is there no more. */
  | { kind: 'reaction'; sign: string; on?: string; quote?: string; withdrawn?: true }
  | { kind: 'other'; what: string }
  /** "No more" in so many words; `byPlatform` when nothing can be sent there until "again" is said in the platform's own words. */
  | { kind: 'stop'; byPlatform: boolean }
  | { kind: 'resume'; byPlatform: boolean }
  | { kind: 'blocked' }
  | { kind: 'unblocked' };

const boldStart = '\u{E000}';
const boldEnd = '\u{E001}';

/** Marks words as important; the marks are private characters that `cleanText` takes out of everything people type. */
export const bold = (words: string): string => `${boldStart}${words}${boldEnd}`;

/** Cuts a marked text into plain and bold runs, for a channel to show. */
export function runsOf(text: string): { words: string; bold: boolean }[] {
  return text
    .split(/(\u{E000}[^\u{E001}]*\u{E001}?)/u)
    .filter(Boolean)
    .map((run) => {
      const isBold = run.startsWith(boldStart);
      return { words: run.replace(/[\u{E000}\u{E001}]/gu, ''), bold: isBold };
    });
}

/** The words alone, for channels without formatting. */
export const plain = (text: string): string => text.replace(/[\u{E000}\u{E001}]/gu, '');
