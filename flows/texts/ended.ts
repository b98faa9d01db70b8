/** A sentence with its full stop; one that ends in a short form ("12 шт.", "50 р.") has it already. */
export const ended = (sentence: string): string => (sentence.endsWith('.') ? sentence : `${sentence}.`);
