/** Words fit for XML, which knows no control character but tab and line ends: a parser refuses the whole document for one of the others. */
export const xmlText = (words: string): string => words.toWellFormed().replace(/[^\t\n\r\P{Cc}]|[\uFFFE\uFFFF]/gu, '');
