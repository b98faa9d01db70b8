import React from 'react';
import { tasksTexts } from '../../../texts/tasks.ts';
import { anna, dayOf, said } from '../../anna.ts';
import { perform, tryTo } from '../../server.ts';
import { DayAndTime } from '../../ui/day-and-time.tsx';
import { Button, Dialog, Field, Input, Select } from '../../ui/kit.tsx';
import { atTime } from './at-time.ts';

interface TaskFormProps {
  team: { id: number; name: string }[];
  about?: { orderId?: number; clientId?: number };
  onClose(): void;
  onMade(): void;
}

const t = said(tasksTexts);
const hour = 3_600_000;

/** A task: what, who, until when. Pressed twice, it is one task. */
export function TaskForm({ team, about = {}, onClose, onMade }: TaskFormProps) {
  const [origin] = React.useState(() => crypto.randomUUID());
  const [title, setTitle] = React.useState('');
  const [staffId, setStaffId] = React.useState(String(team.some(({ id }) => id === anna.staff.id) ? anna.staff.id : (team[0]?.id ?? '')));
  const [day, setDay] = React.useState(dayOf(Date.now() + 24 * hour));
  const [time, setTime] = React.useState('10:00');
  const make = async () => {
    const dueAt = atTime(day, time);
    const form = { title, staffId: Number(staffId), dueAt, ...about, origin };
    const made = await tryTo(async () => {
      await perform('tasks', 'create', form);
      return true;
    }, t.made);
    if (made) onMade();
  };
  return (
    <Dialog title={t.create} onClose={onClose}>
      <div className="stack">
        <Field label={t.what}>
          <Input value={title} onChange={setTitle} maxLength={300} />
        </Field>
        <Field label={t.who}>
          <Select value={staffId} onChange={setStaffId} options={team.map(({ id, name }) => [String(id), name])} />
        </Field>
        <Field label={t.until}>
          <DayAndTime day={day} time={time} onDay={setDay} onTime={setTime} />
        </Field>
        <div className="row row-end">
          <Button kind="main" disabled={title.trim() === '' || !staffId || !day || !time} onPress={make}>
            {t.create}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
