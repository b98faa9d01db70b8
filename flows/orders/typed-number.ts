/** The number of an order as people type it: "41", "№ 41", "#41", "No. 41". */
export function typedNumber(text: string): number | undefined {
  const digits = /^(?:№|#|no\.?)?\s*(\d{1,15})$/iu.exec(text.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}
