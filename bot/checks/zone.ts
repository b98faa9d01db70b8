import { check } from '../check.ts';

const oldestInYears = 2;

/** The rules of time zones are not out of date: countries change them with a few months' notice. */
export default check({
  name: 'zone',
  finds: ['zone-old'],
  async examine({ now }) {
    const version = process.versions.tz ?? '';
    const isOld = !(new Date(now()).getUTCFullYear() - Number.parseInt(version, 10) < oldestInYears + 1);
    return [{ about: 'zone', detail: version, ...(isOld && { trouble: 'zone-old' as const }) }];
  },
});
