import qrcode from 'qrcode';
import { z } from 'zod';
import { languages, roles } from '../../db/schema/words.ts';
import { cleanName } from '../../flows/clients/name.ts';
import { refuseStale } from '../../flows/refuse-stale.ts';
import { Refused } from '../../flows/refused.ts';
import { changeStaff, staffForm } from '../../flows/staff/change-staff.ts';
import { closeAccount } from '../../flows/staff/close-account.ts';
import { inviteLinks } from '../../flows/staff/doors.ts';
import { endHolding } from '../../flows/staff/end-holding.ts';
import { endSessions } from '../../flows/staff/end-sessions.ts';
import { findHoldings, holdingKinds } from '../../flows/staff/find-holdings.ts';
import { getStaff } from '../../flows/staff/find-staff.ts';
import { findTeam } from '../../flows/staff/find-team.ts';
import { inviteAgain, inviteStaff } from '../../flows/staff/invite-staff.ts';
import { inviteToPanel } from '../../flows/staff/invite-to-panel.ts';
import { removeStaff } from '../../flows/staff/remove-staff.ts';
import { act, question, screen } from '../screen.ts';

const staffId = z.number().int();
const one = z.object({ staffId });
const holdingForm = z.object({ kind: z.enum(holdingKinds), id: z.string().max(100) });

/** Who works here, and what each of them may open. */
export default screen({
  name: 'team',
  title: { ru: 'Команда', en: 'Team' },
  may: 'team.see',
  menu: { group: 'shop', position: 50, icon: 'Users' },
  questions: {
    people: question({ may: 'team.see', form: z.object({}), answer: ({ db, now }) => findTeam(db, now) }),
    /** Every way in that a colleague has. */
    holdings: question({
      may: 'staff.manage',
      form: z.object({ staffId: z.coerce.number().int() }),
      answer: ({ db, now }, form) => findHoldings(db, form.staffId, now),
    }),
    /** A link as a square for a phone's camera. */
    qr: question({
      may: 'staff.manage',
      form: z.object({ link: z.url().max(500) }),
      answer: (_, { link }) => qrcode.toString(link, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' }),
    }),
  },
  acts: {
    invite: act({
      may: 'staff.manage',
      form: z.object({ name: z.string(), roles: z.array(z.enum(roles)), language: z.enum(languages) }),
      async run({ tx, by, now }, form) {
        const name = cleanName(form.name);
        if (name === undefined) throw new Refused('staff.no-name');
        if (form.roles.length === 0) throw new Refused('staff.no-role');
        const { code } = await inviteStaff(tx, { ...form, name, by, now });
        return { links: await inviteLinks(tx, code), code };
      },
    }),
    inviteAgain: act({
      may: 'staff.manage',
      form: one,
      async run({ tx, by, now }, form) {
        const { code } = await inviteAgain(tx, { ...form, by, now });
        return { links: await inviteLinks(tx, code), code };
      },
    }),
    /** The page adds its own address: it knows best where the panel is. */
    inviteToPanel: act({ may: 'staff.manage', form: one, run: ({ tx, by, now }, form) => inviteToPanel(tx, { ...form, by, now }) }),
    change: act({
      may: 'staff.manage',
      form: z.object({ staffId, change: staffForm, seen: staffForm.optional() }),
      async run({ tx, by, now, shop }, { seen, ...form }) {
        const person = await getStaff(tx, form.staffId);
        refuseStale(staffForm, seen, { ...person, phone: person.phone ?? '' });
        await changeStaff(tx, { ...form, by, now, shop });
      },
    }),
    closeAccount: act({ may: 'staff.manage', form: one, run: ({ tx, by, now }, form) => closeAccount(tx, { ...form, by, now }) }),
    endSessions: act({ may: 'staff.manage', form: one, run: ({ tx, by, now }, form) => endSessions(tx, { ...form, by, now }) }),
    endHolding: act({
      may: 'staff.manage',
      form: holdingForm.extend({ staffId }),
      run: ({ tx, by, now }, form) => endHolding(tx, { ...form, by, now }),
    }),
    remove: act({
      may: 'staff.manage',
      form: one.extend({ keepKeys: z.array(z.number().int()).optional() }),
      run: ({ tx, by, now }, { keepKeys = [], ...form }) => removeStaff(tx, { ...form, keepKeys, by, now }),
    }),
  },
});
