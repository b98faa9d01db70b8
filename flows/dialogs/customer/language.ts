import { languages } from '../../../db/schema/words.ts';
import { setLanguage } from '../../clients/set-language.ts';
import { textsIn } from '../../texts/texts.ts';
import { customerMenu } from '../customer-menu.ts';
import { customerDialog } from '../dialog.ts';

/** In which language the client is spoken to. */
export default customerDialog({
  name: 'language',
  opensOn: ['/language'],
  label: (t) => t.customer.menu.language,
  args: ['to'],
  async done(turn) {
    const to = languages.find((each) => each === turn.answers.to);
    if (!to) {
      const buttons = languages.map((each) => [turn.button(textsIn(each).languageName, 'language', each)]);
      return turn.say({ text: turn.t.customer.chooseLanguage, buttons });
    }
    await setLanguage(turn.tx, { clientId: turn.client.id, language: to });
    const t = textsIn(to);
    const menu = await customerMenu(turn, t);
    turn.say({ ...menu, text: `${t.customer.languageSet}\n\n${menu.text}` });
  },
});
