import { screen } from '../screen.ts';

/** The day at a glance. It asks the reports, each card for itself. */
export default screen({
  name: 'dashboard',
  title: { ru: 'Обзор', en: 'Overview' },
  may: 'reports.see',
  menu: { group: 'work', position: 0, icon: 'Home' },
  questions: {},
  acts: {},
});
