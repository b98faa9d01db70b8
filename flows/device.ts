const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/YaBrowser\//, 'Yandex'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];
const lists = [browsers, systems];

/** A browser and its system in two digits, for a link that has little room; 0 is an unknown one. */
export const deviceCode = (userAgent: string | undefined): string =>
  lists.map((list) => list.findIndex(([sign]) => sign.test(userAgent ?? '')) + 1).join('');

/** How a person knows a browser again: "Chrome, Windows"; empty when nothing of it is known. */
export const deviceBehind = (code: string): string => lists.flatMap((list, at) => list[Number(code[at]) - 1]?.[1] ?? []).join(', ');

/** The same of its header. Names from a closed list, so nothing of the header gets on. */
export const deviceOf = (userAgent: string | undefined): string => deviceBehind(deviceCode(userAgent)) || '—';
