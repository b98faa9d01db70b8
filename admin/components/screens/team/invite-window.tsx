import React from 'react';
import { type Language, languages, type Role } from '../../../../db/schema/words.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { teamTexts } from '../../../texts/team.ts';
import { anna, said } from '../../anna.ts';
import { perform, tryTo } from '../../server.ts';
import { Button, Dialog, Field, Input, Select } from '../../ui/kit.tsx';
import { LinkToGive } from './link-to-give.tsx';
import { RoleChips } from './role-chips.tsx';

export interface Invitation {
  links: string[];
  code: string;
}

const t = said(teamTexts);
const words = said(shopWords);

/** Takes a colleague on, then shows the link that lets them in. */
export function InviteWindow({ onClose }: { onClose(): void }) {
  const [name, setName] = React.useState('');
  const [roles, setRoles] = React.useState<Role[]>(['manager']);
  const [language, setLanguage] = React.useState<Language>(anna.language);
  const [made, setMade] = React.useState<Invitation>();
  const invite = async () => setMade(await tryTo(() => perform<Invitation>('team', 'invite', { name, roles, language })));
  if (made)
    return (
      <Dialog title={t.linkTitle} onClose={onClose}>
        <LinkToGive {...made} hint={t.linkText} />
      </Dialog>
    );
  return (
    <Dialog title={t.inviteTitle} onClose={onClose}>
      <div className="stack">
        <Field label={t.name}>
          <Input value={name} onChange={setName} maxLength={80} />
        </Field>
        <RoleChips roles={roles} onChange={setRoles} />
        <Field label={t.language}>
          <Select
            value={language}
            onChange={(value) => setLanguage(languages.find((each) => each === value) ?? language)}
            options={languages.map((each) => [each, words.languages[each]])}
          />
        </Field>
      </div>
      <div className="row row-end">
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="main" disabled={name.trim() === '' || roles.length === 0} onPress={invite}>
          {t.makeInvite}
        </Button>
      </div>
    </Dialog>
  );
}
