const most = 60;

/** The beginning of what somebody typed, to say it back. */
export const quoted = (typed: string): string => {
  const points = [...typed.replace(/\s+/gu, ' ').trim()];
  return points.length <= most ? points.join('') : `${points.slice(0, most - 1).join('')}…`;
};
