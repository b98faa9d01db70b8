import React from 'react';
import { languages } from '../../../../db/schema/words.ts';
import type { Teammate } from '../../../../flows/staff/find-team.ts';
import { holdingTexts } from '../../../texts/holdings.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { teamTexts } from '../../../texts/team.ts';
import { anna, said } from '../../anna.ts';
import { perform, tryTo } from '../../server.ts';
import { Button, Confirm, Dialog, Field, Input, Select } from '../../ui/kit.tsx';
import { HoldingsWindow } from './holdings-window.tsx';
import type { Invitation } from './invite-window.tsx';
import { LinkToGive } from './link-to-give.tsx';
import { RemoveWindow } from './remove-window.tsx';
import { RoleChips } from './role-chips.tsx';

const t = said(teamTexts);
const words = said(shopWords);
const held = said(holdingTexts);

interface TeammateWindowProps {
  person: Teammate;
  onChanged(): void;
  onClose(): void;
}

/** A colleague: name and roles, and every way in that they have. */
export function TeammateWindow({ person, onChanged, onClose }: TeammateWindowProps) {
  const [seen] = React.useState({ name: person.name, roles: person.roles, language: person.language, phone: person.phone ?? '' });
  const [form, setForm] = React.useState(seen);
  const [given, setGiven] = React.useState<Invitation & { to: 'bot' | 'panel' }>();
  const [asking, setAsking] = React.useState<'panel' | 'remove' | 'holdings'>();
  const staffId = person.id;
  const act = async (name: string, done: string, more: object = {}) => {
    const result = await tryTo(async () => {
      await perform('team', name, { staffId, ...more });
      return true;
    }, done);
    if (result) onChanged();
    return result;
  };
  const save = async () => (await act('change', words.saved, { change: form, seen })) && onClose();
  const remove = async (keepKeys: number[]) => ((await act('remove', words.removed, { keepKeys })) ? onClose() : setAsking(undefined));
  const toBot = async () => {
    const made = await tryTo(() => perform<Invitation>('team', 'inviteAgain', { staffId }));
    if (made) setGiven({ ...made, to: 'bot' });
  };
  const toPanel = async () => {
    const made = await tryTo(() => perform<{ code: string }>('team', 'inviteToPanel', { staffId }));
    if (made) setGiven({ links: [`${location.origin}/admin/welcome?code=${made.code}`], code: made.code, to: 'panel' });
  };
  if (given)
    return (
      <Dialog title={given.to === 'bot' ? t.linkTitle : t.panelTitle} onClose={() => setGiven(undefined)}>
        <LinkToGive links={given.links} code={given.code} hint={given.to === 'bot' ? t.linkText : t.panelText} />
      </Dialog>
    );
  if (asking === 'remove') return <RemoveWindow person={person} onRemove={remove} onClose={() => setAsking(undefined)} />;
  if (asking === 'holdings') return <HoldingsWindow person={person} onChanged={onChanged} onClose={() => setAsking(undefined)} />;
  if (asking === 'panel')
    return (
      <Confirm
        title={t.takePanel}
        text={t.takePanelText}
        action={t.takePanel}
        onYes={async () => {
          await act('closeAccount', words.saved);
          setAsking(undefined);
        }}
        onClose={() => setAsking(undefined)}
      />
    );
  return (
    <Dialog wide title={t.editTitle(person.name)} onClose={onClose}>
      <div className="form">
        <Field label={t.name}>
          <Input value={form.name} onChange={(name) => setForm({ ...form, name })} maxLength={80} />
        </Field>
        <Field label={t.phone}>
          <Input value={form.phone} onChange={(phone) => setForm({ ...form, phone })} inputMode="tel" maxLength={40} />
        </Field>
        <RoleChips roles={form.roles} onChange={(roles) => setForm({ ...form, roles })} />
        <Field label={t.language}>
          <Select
            value={form.language}
            onChange={(value) => setForm({ ...form, language: languages.find((each) => each === value) ?? form.language })}
            options={languages.map((each) => [each, words.languages[each]])}
          />
        </Field>
        <fieldset className="field form-wide">
          <legend className="field-label">{t.access}</legend>
          <div className="row access">
            <Button small icon="Link" onPress={toBot}>
              {t.newLink}
            </Button>
            {person.mayHavePanel && (
              <Button small icon="Key" onPress={toPanel}>
                {person.login ? t.renewPanel : t.givePanel}
              </Button>
            )}
            <Button small icon="Eye" onPress={() => setAsking('holdings')}>
              {held.title}
            </Button>
            {person.login && person.id !== anna.staff.id && (
              <Button small onPress={() => setAsking('panel')}>
                {t.takePanel}
              </Button>
            )}
          </div>
        </fieldset>
      </div>
      <div className="row row-end">
        {person.id !== anna.staff.id && (
          <span className="far-left">
            <Button kind="quiet" icon="UserX" onPress={() => setAsking('remove')}>
              {t.remove}
            </Button>
          </span>
        )}
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="main" disabled={form.name.trim() === '' || form.roles.length === 0} onPress={save}>
          {words.save}
        </Button>
      </div>
    </Dialog>
  );
}
