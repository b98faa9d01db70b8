import type { Role } from '../../../db/schema/words.ts';
import type { Condition, RuleAction } from '../../../db/schema/work.ts';
import type { Words } from '../../preset.ts';

export type Part = 'responsible' | 'maker' | 'driver';
/** Whom a card or notice goes to. */
type Recipient = `role:${Role}` | Part | 'stage' | 'actor' | 'assignee';
type NoticeButton = 'order' | 'reassign' | 'reply' | 'done-chat' | 'task-done' | 'task-later' | 'client';

interface NewTask {
  title: Words;
  role: Role;
  dueInMinutes: number;
  /** Count only the minutes in which the shop is open. */
  working?: boolean;
  assignee: 'responsible' | 'actor' | 'none';
}

/** The actions of `flows/automation/actions`, typed, so that a slip in a rule does not compile. */
export const createTask = (task: NewTask): RuleAction => ({ do: 'create-task', with: { ...task } });
export const showCard = (to: Exclude<Recipient, 'assignee'>, notify: boolean): RuleAction => ({ do: 'show-card', with: { to, notify } });
export const tellClient = (text: Words, afterUndo: boolean): RuleAction => ({ do: 'tell-client', with: { text, afterUndo } });
export const sendSms = (text: Words, afterUndo: boolean): RuleAction => ({ do: 'send-sms', with: { text, afterUndo } });
export const notify = (to: Recipient, text: Words, buttons: NoticeButton[]): RuleAction => ({ do: 'notify', with: { to, text, buttons } });
export const assign = (how: { part: Part; role: Role; how: 'least-load' | 'turn' | 'shop' }): RuleAction => ({ do: 'assign', with: how });
export const wait = (minutes: number, working = false): RuleAction => ({ do: 'wait', with: { minutes, working } });
export const onlyIf = (...conditions: Condition[]): RuleAction => ({ do: 'only-if', with: { conditions } });
export const remind = (reminder: string): RuleAction => ({ do: 'remind', with: { reminder } });
