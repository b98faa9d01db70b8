import { z } from 'zod';
import { orderWords } from '../../flows/automation/words.ts';
import { localizedOfAtMost } from '../../flows/localized.ts';
import { previewText } from '../../flows/messages/preview.ts';
import { refuseStale } from '../../flows/refuse-stale.ts';
import { removeTemplate } from '../../flows/templates/remove-template.ts';
import { reorderTemplates } from '../../flows/templates/reorder-templates.ts';
import { allTemplates, getTemplate, saveTemplate, templateForm } from '../../flows/templates/save-template.ts';
import { textsIn } from '../../flows/texts/texts.ts';
import { asJson } from '../as-json.ts';
import { act, question, screen } from '../screen.ts';

const id = z.number().int();

/** Ready answers with fields of the order. */
export default screen({
  name: 'templates',
  title: { ru: 'Готовые ответы', en: 'Ready answers' },
  may: 'templates.manage',
  menu: { group: 'shop', position: 40, icon: 'MessageSquare' },
  questions: {
    all: question({
      may: 'templates.manage',
      form: z.object({}),
      answer: async ({ db, language }) => ({
        templates: await allTemplates(db),
        fields: orderWords.map((name) => ({ name, title: textsIn(language).rules.textWords[name] })),
      }),
    }),
    preview: question({
      may: 'templates.manage',
      form: z.object({ text: asJson(localizedOfAtMost(2000)) }),
      answer: ({ db, language, shop }, { text }) => previewText(db, { text, language, shop }),
    }),
  },
  acts: {
    save: act({
      may: 'templates.manage',
      form: z.object({ templateId: id.optional(), template: templateForm, seen: templateForm.optional() }),
      async run({ tx, by, now }, { seen, ...form }) {
        if (form.templateId !== undefined) refuseStale(templateForm, seen, await getTemplate(tx, form.templateId));
        return saveTemplate(tx, { ...form, by, now });
      },
    }),
    reorder: act({
      may: 'templates.manage',
      form: z.object({ templateIds: z.array(id) }),
      run: ({ tx, by, now }, form) => reorderTemplates(tx, { ...form, by, now }),
    }),
    remove: act({
      may: 'templates.manage',
      form: z.object({ templateId: id }),
      run: ({ tx, by, now }, form) => removeTemplate(tx, { ...form, by, now }),
    }),
  },
});
