const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('^{}\\[~]|€\f');

/**
 * How many parts an SMS is billed as: 160 characters of GSM-7 or 153 in each of several; any other sign (Cyrillic, «», emoji) makes it
 * UCS-2 with 70, or 67 in each of several. A sign that takes two places is never cut in two.
 */
export function segmentsOf(text: string): number {
  const signs = [...text];
  const isGsm = signs.every((sign) => basic.has(sign) || extended.has(sign));
  const placesOf = (sign: string) => (isGsm ? (extended.has(sign) ? 2 : 1) : sign.length);
  const [alone, part] = isGsm ? [160, 153] : [70, 67];
  if (signs.reduce((sum, sign) => sum + placesOf(sign), 0) <= alone) return 1;

  let parts = 1;
  let filled = 0;
  for (const sign of signs) {
    const places = placesOf(sign);
    if (filled + places > part) {
      parts += 1;
      filled = 0;
    }
    filled += places;
  }
  return parts;
}
