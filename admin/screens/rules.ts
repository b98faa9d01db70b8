import { z } from 'zod';
import type { Language } from '../../db/schema/words.ts';
import { describeRules } from '../../flows/automation/describe-rules.ts';
import { dryRun } from '../../flows/automation/dry-run.ts';
import { allRules, getRule } from '../../flows/automation/get-rule.ts';
import { loadActions } from '../../flows/automation/load-actions.ts';
import { conditions } from '../../flows/automation/params.ts';
import { removeRule } from '../../flows/automation/remove-rule.ts';
import { reorderRules } from '../../flows/automation/reorder-rules.ts';
import { ruleLog } from '../../flows/automation/rule-log.ts';
import { ruleForm, saveRule } from '../../flows/automation/save-rule.ts';
import { switchRule } from '../../flows/automation/switch-rule.ts';
import { localizedOfAtMost } from '../../flows/localized.ts';
import { previewText } from '../../flows/messages/preview.ts';
import { refuseStale } from '../../flows/refuse-stale.ts';
import { type RefusalCode, Refused } from '../../flows/refused.ts';
import type { Shop } from '../../flows/shop.ts';
import { ru } from '../../flows/texts/ru.ts';
import { asJson } from '../as-json.ts';
import { act, question, screen } from '../screen.ts';
import { sentenceOf } from '../sentence.ts';

const id = z.number().int();
const asked = z.coerce.number().int();
const actions = await loadActions();

const refusal = z.object({
  code: z.custom<RefusalCode>((code) => typeof code === 'string' && code in ru.refused),
  details: z.record(z.string(), z.json()),
});

/** A note of the log; a refusal in it as its sentence. */
function inWords(note: string, language: Language, shop: Shop): string {
  const { data } = asJson(refusal).safeParse(note);
  return data ? sentenceOf(new Refused(data.code, data.details), language, shop) : note;
}

/** What the shop does by itself: when, if, then. */
export default screen({
  name: 'rules',
  title: { ru: 'Правила', en: 'Rules' },
  may: 'rules.see',
  menu: { group: 'shop', position: 30, icon: 'Zap' },
  questions: {
    all: question({ may: 'rules.see', form: z.object({}), answer: ({ db }) => allRules(db) }),
    ground: question({
      may: 'rules.see',
      form: z.object({}),
      answer: ({ db, language }) => describeRules(db, actions, language),
    }),
    log: question({
      may: 'rules.see',
      form: z.object({ ruleId: asked.optional(), orderId: asked.optional(), before: asked.optional() }),
      async answer({ db, language, shop }, form) {
        const runs = await ruleLog(db, form);
        return runs.map((run) => ({ ...run, note: run.note === null ? null : inWords(run.note, language, shop) }));
      },
    }),
    dryRun: question({
      may: 'rules.see',
      form: z.object({ event: z.string().max(60), conditions: asJson(conditions) }),
      answer: ({ heavy, now }, rule) => dryRun(heavy, { rule, now }),
    }),
    preview: question({
      may: 'rules.see',
      form: z.object({ text: asJson(localizedOfAtMost(2000)) }),
      answer: ({ db, language, shop }, { text }) => previewText(db, { text, language, shop }),
    }),
  },
  acts: {
    save: act({
      may: 'rules.manage',
      form: z.object({ ruleId: id.optional(), rule: ruleForm, seen: ruleForm.optional() }),
      async run({ tx, by, now }, { seen, ...form }) {
        if (form.ruleId !== undefined) refuseStale(ruleForm, seen, await getRule(tx, form.ruleId));
        return saveRule(tx, { ...form, actions, by, now });
      },
    }),
    switch: act({
      may: 'rules.manage',
      form: z.object({ ruleId: id, enabled: z.boolean() }),
      run: ({ tx, by, now }, form) => switchRule(tx, { ...form, by, now }),
    }),
    reorder: act({
      may: 'rules.manage',
      form: z.object({ ruleIds: z.array(id) }),
      run: ({ tx, by, now }, form) => reorderRules(tx, { ...form, by, now }),
    }),
    remove: act({
      may: 'rules.manage',
      form: z.object({ ruleId: id }),
      run: ({ tx, by, now }, form) => removeRule(tx, { ...form, by, now }),
    }),
  },
});
