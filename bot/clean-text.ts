/**
 * Makes what people typed fit for both databases and for every channel: well-formed Unicode, without NUL, and without the private characters
 * that mark bold words in our own messages. Signs that turn the direction of writing go too: they would turn all that we write after them.
 */
export const cleanText = (text: string): string => text.toWellFormed().replace(/[\0\u{E000}\u{E001}\u202A-\u202E\u2066-\u2069]/gu, '');
