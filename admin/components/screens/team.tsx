import React from 'react';
import type { Teammate } from '../../../flows/staff/find-team.ts';
import { shopWords } from '../../texts/shop-words.ts';
import { teamTexts } from '../../texts/team.ts';
import { ago, anna, can, count, said } from '../anna.ts';
import { useAnswer } from '../server.ts';
import { Await, Badge, Button, Empty, Page, useQuery } from '../ui/kit.tsx';
import '../ui/shop-parts.css';
import { InviteWindow } from './team/invite-window.tsx';
import { TeammateWindow } from './team/teammate-window.tsx';

const t = said(teamTexts);
const words = said(shopWords);

/** Everybody who works here, a card each. */
export default function Team() {
  const people = useAnswer<Teammate[]>('team', 'people');
  const [inviting, setInviting] = React.useState(false);
  const [chosen, setChosen] = useQuery('id');
  const open = can('staff.manage') ? people.data?.find(({ id }) => String(id) === chosen) : undefined;
  const invite = can('staff.manage') && (
    <Button kind="main" icon="UserPlus" onPress={() => setInviting(true)}>
      {t.invite}
    </Button>
  );
  return (
    <Page title={t.title} hint={t.hint} actions={invite}>
      <Await of={people}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t.empty} />
          ) : (
            <div className="team">
              {all.map((person) => (
                <TeammateCard key={person.id} person={person} onOpen={() => setChosen(String(person.id))} />
              ))}
            </div>
          )
        }
      </Await>
      {inviting && (
        <InviteWindow
          onClose={() => {
            setInviting(false);
            people.again();
          }}
        />
      )}
      {open && <TeammateWindow key={open.id} person={open} onChanged={people.again} onClose={() => setChosen('')} />}
    </Page>
  );
}

/** `Owner, head of sales`: only the first word of a list begins large. */
const listed = (names: readonly string[]): string =>
  names.map((name, index) => (index === 0 ? name : name.charAt(0).toLowerCase() + name.slice(1))).join(', ');

function TeammateCard({ person, onOpen }: { person: Teammate; onOpen(): void }) {
  const { id, name, roles, language, onShift, channels, seenAt, isInvited, mayHavePanel, login, browsers } = person;
  const state = channels.length === 0 ? (isInvited ? t.invited : t.notIn) : onShift ? t.onShift : t.offShift;
  return (
    <section className="card teammate">
      <header className="row">
        <span className="avatar" aria-hidden="true">
          {[...name][0]}
        </span>
        <div className="grow">
          <b>{name}</b>
          {id === anna.staff.id && <span className="muted small">{` · ${t.you}`}</span>}
          <p className="muted small">{listed(roles.map((role) => words.roles[role]))}</p>
        </div>
        {can('staff.manage') && <Button small icon="Edit2" title={words.edit} onPress={onOpen} />}
      </header>
      <p className="row">
        <Badge tone={channels.length === 0 ? 'amber' : onShift ? 'green' : 'grey'}>{state}</Badge>
        {[...new Set(channels.map((channel) => t.channels[channel] ?? channel))].map((channel) => (
          <Badge key={channel} tone="blue">
            {channel}
          </Badge>
        ))}
        {mayHavePanel && <Badge tone={login ? 'violet' : 'grey'}>{login ? t.panel(login) : t.noPanel}</Badge>}
      </p>
      <p className="muted small">
        {[
          ...(seenAt === null ? [] : [t.seen(ago(seenAt))]),
          words.languages[language],
          ...(browsers.length > 0 ? [count(browsers.length, t.browsers)] : []),
        ].join(' · ')}
      </p>
    </section>
  );
}
