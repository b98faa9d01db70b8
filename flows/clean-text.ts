/**
 * Makes what people typed fit for both databases, for every channel and for XML: well-formed Unicode in its composed form (NFC), a vertical tab
 * of a word processor as the line end that it means, no other control characters, none of the private characters that mark bold words in our
 * own messages. Signs that turn the direction of writing go too: they would turn all that we write after them.
 */
export const cleanText = (text: string): string =>
  isPlain.test(text)
    ? text
    : text
        .toWellFormed()
        .replace(/[\v\f]/g, '\n')
        .replace(unfit, '')
        .normalize('NFC');

const isPlain = /^[\t\n\r -~]*$/;
const unfit = /[^\t\n\r\P{Cc}]|[\uFFFE\uFFFF\u{E000}\u{E001}\u202A-\u202E\u2066-\u2069]/gu;

/** Whether there is anything to read: fillers (U+3164), the empty Braille cell and the like count as letters, and nobody sees them. */
export const isVisible = (words: string): boolean =>
  /[[\p{L}\p{N}\p{P}\p{S}]--\p{Default_Ignorable_Code_Point}--[\u2800\u{1D159}]]/v.test(words);
