import { z } from 'zod';
import { describeRules } from '../../flows/automation/describe-rules.ts';
import { dryRun } from '../../flows/automation/dry-run.ts';
import { allRules } from '../../flows/automation/get-rule.ts';
import { loadActions } from '../../flows/automation/load-actions.ts';
import { conditions } from '../../flows/automation/params.ts';
import { removeRule } from '../../flows/automation/remove-rule.ts';
import { reorderRules } from '../../flows/automation/reorder-rules.ts';
import { ruleLog } from '../../flows/automation/rule-log.ts';
import { ruleForm, saveRule } from '../../flows/automation/save-rule.ts';
import { switchRule } from '../../flows/automation/switch-rule.ts';
import { localizedOfAtMost } from '../../flows/localized.ts';
import { previewText } from '../../flows/messages/preview.ts';
import { asJson } from '../as-json.ts';
import { act, question, screen } from '../screen.ts';

const id = z.number().int();
const asked = z.coerce.number().int();
const actions = await loadActions();

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
      answer: ({ db }, form) => ruleLog(db, form),
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
      form: z.object({ ruleId: id.optional(), rule: ruleForm }),
      run: ({ tx, by, now }, form) => saveRule(tx, { ...form, actions, by, now }),
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
