/**
 * Makes what people typed fit for both databases and for every channel: well-formed Unicode, without NUL, and without the private characters
 * that mark bold words in our own messages.
 */
export const cleanText = (text: string): string => text.toWellFormed().replace(/[\0\u{E000}\u{E001}]/gu, '');
