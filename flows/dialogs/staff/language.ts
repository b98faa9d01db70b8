import { languages } from '../../../db/schema/words.ts';
import { setStaffLanguage } from '../../staff/set-language.ts';
import { textsIn } from '../../texts/texts.ts';
import { staffDialog } from '../dialog.ts';
import { menuRow } from '../working/order-list.ts';

/** The language a colleague is spoken to in. */
export default staffDialog({
  name: 'language',
  opensOn: ['/language'],
  label: (t) => t.staff.menu.language,
  args: ['language'],
  async done(turn) {
    const { tx, now, staff: me, answers, t } = turn;
    const chosen = languages.find((each) => each === answers.language);
    const choices = languages.map((each) => turn.button(textsIn(each).languageName, 'language', each));
    if (!chosen) return turn.say({ text: t.staff.languageWhich, buttons: [choices, menuRow(turn)] });
    await setStaffLanguage(tx, { staffId: me.id, language: chosen, now });
    const there = textsIn(chosen);
    turn.say({ text: there.staff.languageSet, buttons: [[turn.button(there.staff.toMenu, 'menu')]] });
  },
});
