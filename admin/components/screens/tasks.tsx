import './people/people.css';
import React from 'react';
import { tasksTexts } from '../../texts/tasks.ts';
import { anna, can, dayOf, moment, said, screenUrl } from '../anna.ts';
import { perform, tryTo, useAnswer, useLive } from '../server.ts';
import { DayAndTime } from '../ui/day-and-time.tsx';
import { AskText, Await, Button, Card, Dialog, Field, Link, Page, Select, useQuery } from '../ui/kit.tsx';
import { atTime } from './people/at-time.ts';
import { TaskForm } from './people/task-form.tsx';

type When = 'overdue' | 'today' | 'tomorrow' | 'later';

interface Task {
  id: number;
  title: string;
  dueAt: number;
  comment: string | null;
  orderId: number | null;
  clientId: number | null;
  client: string | null;
  staffId: number | null;
  who: string;
  mine: boolean;
}

interface Board {
  lists: { when: When; tasks: Task[] }[];
  load: { staffId: number | null; name: string | null; overdue: number; today: number; all: number }[];
  team: { id: number; name: string }[];
  manages: boolean;
}

const t = said(tasksTexts);
const hour = 3_600_000;

/** What is to do: overdue, today, tomorrow, later; and how much each has. */
export default function Tasks() {
  const [staff, setStaff] = useQuery('staff');
  const board = useAnswer<Board>('tasks', 'board', staff ? { staffId: staff } : {});
  const [creating, setCreating] = React.useState(false);
  useLive((happened) => {
    if (happened.length === 0 || happened.some(({ type }) => type.startsWith('task.'))) board.again();
  });
  const made = () => {
    setCreating(false);
    board.again();
  };
  const people = board.data?.team ?? [];
  const actions = (
    <>
      {board.data?.manages && (
        <Select
          label={t.who}
          value={staff}
          onChange={setStaff}
          options={[['', t.everybody], ...people.map(({ id, name }) => [String(id), name] as const), ['0', t.anyone]]}
        />
      )}
      {can('task.create') && (
        <Button kind="main" icon="Plus" onPress={() => setCreating(true)}>
          {t.create}
        </Button>
      )}
    </>
  );
  return (
    <Page wide title={t.title} actions={actions}>
      <Await of={board}>
        {({ lists, load, manages, team }) => (
          <>
            {manages && load.length > 0 && <Load load={load} onChoose={setStaff} />}
            <div className="columns-4">
              {lists.map(({ when, tasks }) => (
                <Card key={when} title={`${t.lists[when]} · ${tasks.length}`}>
                  <div className="stack">
                    {tasks.length === 0 && <p className="muted">{t.empty}</p>}
                    {tasks.map((task) => (
                      <TaskCard key={task.id} task={task} late={when === 'overdue'} team={team} again={board.again} />
                    ))}
                  </div>
                </Card>
              ))}
            </div>
          </>
        )}
      </Await>
      {creating && <TaskForm team={people} onClose={() => setCreating(false)} onMade={made} />}
    </Page>
  );
}

function Load({ load, onChoose }: { load: Board['load']; onChoose(staff: string): void }) {
  const most = Math.max(...load.map(({ all }) => all), 1);
  return (
    <Card title={t.load}>
      <div className="load">
        {load.map(({ staffId, name, overdue, today, all }) => (
          <React.Fragment key={staffId ?? 0}>
            <button type="button" className="link" onClick={() => onChoose(String(staffId ?? 0))}>
              {name ?? t.anyone}
            </button>
            <span className="load-bar" title={t.ofThem(overdue, today)}>
              <span className="load-late" style={{ width: `${(overdue / most) * 100}%` }} />
              <span className="load-rest" style={{ width: `${((all - overdue) / most) * 100}%` }} />
            </span>
            <span className="num">{all}</span>
          </React.Fragment>
        ))}
      </div>
    </Card>
  );
}

interface TaskProps {
  task: Task;
  late: boolean;
  team: Board['team'];
  again(): void;
}

function TaskCard({ task, late, team, again }: TaskProps) {
  const [open, setOpen] = React.useState<'later' | 'give' | 'comment'>();
  const act = async (name: string, form: object, said: string) => {
    setOpen(undefined);
    await tryTo(() => perform('tasks', name, { taskId: task.id, ...form }), said);
    again();
  };
  return (
    <article className="task">
      <b>{task.title}</b>
      <span className={late ? 'alarm small' : 'muted small'}>
        {moment(task.dueAt)} · {task.who}
      </span>
      {(task.orderId !== null || task.clientId !== null) && (
        <span className="small">
          {task.orderId !== null && <Link to={screenUrl('order', { id: task.orderId })}>{t.forOrder(task.orderId)}</Link>}{' '}
          {task.clientId !== null && <Link to={screenUrl('client', { id: task.clientId })}>{task.client}</Link>}
        </span>
      )}
      {task.comment && <p className="small task-comment">{task.comment}</p>}
      {task.mine && (
        <div className="row">
          <Button small kind="main" icon="Check" onPress={() => act('finish', {}, t.doneSaid)}>
            {t.done}
          </Button>
          <Button small icon="Clock" title={t.later} onPress={() => setOpen('later')} />
          <Button small icon="UserPlus" title={t.give} onPress={() => setOpen('give')} />
          <Button small icon="MessageSquare" title={t.comment} onPress={() => setOpen('comment')} />
        </div>
      )}
      {open === 'later' && <Later onClose={() => setOpen(undefined)} onTime={(to) => act('postpone', { to }, t.moved)} />}
      {open === 'give' && (
        <Dialog title={t.give} onClose={() => setOpen(undefined)}>
          <ul className="moves">
            {team
              .filter(({ id }) => id !== task.staffId)
              .map(({ id, name }) => (
                <li key={id}>
                  <button type="button" onClick={() => void act('reassign', { staffId: id }, t.given)}>
                    {name}
                    {id === anna.staff.id && ' ★'}
                  </button>
                </li>
              ))}
          </ul>
        </Dialog>
      )}
      {open === 'comment' && (
        <AskText
          title={t.comment}
          label={task.title}
          action={t.add}
          onClose={() => setOpen(undefined)}
          onText={(text) => act('comment', { text }, t.commented)}
        />
      )}
    </article>
  );
}

function Later({ onTime, onClose }: { onTime(to: number): unknown; onClose(): void }) {
  const tomorrow = dayOf(Date.now() + 24 * hour);
  const [day, setDay] = React.useState(tomorrow);
  const [time, setTime] = React.useState('12:00');
  return (
    <Dialog title={t.later} onClose={onClose}>
      <div className="row">
        <Button onPress={() => onTime(Date.now() + hour)}>{t.hour}</Button>
        <Button onPress={() => onTime(atTime(tomorrow, '10:00'))}>{t.tomorrow}</Button>
      </div>
      <Field label={t.other}>
        <DayAndTime day={day} time={time} onDay={setDay} onTime={setTime} />
      </Field>
      <div className="row row-end">
        <Button kind="main" disabled={!day || !time} onPress={() => onTime(atTime(day, time))}>
          {t.later}
        </Button>
      </div>
    </Dialog>
  );
}
