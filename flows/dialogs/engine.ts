import type { Paused } from '../../db/schema/talk.ts';
import type { Button } from '../../notifications/message.ts';
import { seconds } from '../../notifications/time.ts';
import { Refused } from '../refused.ts';
import { everywhere } from '../texts/texts.ts';
import type { Answer, Answers, Choice, Dialog, Prompt, Read, Step, Turn } from './dialog.ts';
import { decodePress, encodePress, type Press } from './press.ts';

/** Dialogs of one audience by name, and what happens to that which fits none of them. */
export interface Repertoire<T extends Turn> {
  dialogs: ReadonlyMap<string, Dialog<T>>;
  /** The dialog that "menu" and a new beginning lead to. */
  home: string;
  /** Asks for a person. */
  operator?: string;
  /** Takes what is no answer to anything, whatever is asked: a forward, a reply to somebody's message; true when it did. */
  before?(turn: T): Promise<boolean>;
  /** An earlier message says something else now; whatever is asked stays as it is. */
  corrected?(turn: T): Promise<void>;
  /** An open question ends after so long without a word, and by any command: what is typed later was meant for something else. In milliseconds. */
  questionsLast?: number;
  /** A number typed outside of a question is not one of the buttons on the screen but something to look for. */
  searchesNumbers?: true;
  /** Takes what fits no dialog: a question, a picture, a sticker. Returns whether the present question should be repeated. */
  otherwise(turn: T): Promise<boolean>;
}

const back = '!back';
const cancel = '!cancel';
const maxPaused = 3;

/** Takes one step of a conversation: at most one command runs, and every way out leaves the person with an answer. */
export async function takeStep<T extends Turn>(turn: T, repertoire: Repertoire<T>): Promise<void> {
  const talk = new Talk(turn, repertoire);
  const { heard } = turn;
  if (heard.kind === 'edited') return repertoire.corrected?.(turn);
  // A sign under a message says nothing that wants an answer.
  if (heard.kind === 'reaction') return;
  if (heard.kind !== 'button') talk.endOldQuestion();
  if (await repertoire.before?.(turn)) return talk.goOn();
  if (heard.kind === 'button') await talk.press(decodePress(heard.data, turn.identity.id));
  else if (heard.kind === 'start') await talk.begin(heard.payload);
  else if (heard.kind === 'text') await talk.text(heard.text.trim(), heard);
  else await talk.heard(heard);
}

/** Asks the question at hand again, if there is one: after a refusal, and when a colleague gives the floor back. */
export async function repeatQuestion<T extends Turn>(turn: T, repertoire: Repertoire<T>): Promise<void> {
  if (turn.conversation.dialog !== null) await new Talk(turn, repertoire).repeat();
}

class Talk<T extends Turn> {
  readonly #turn: T;
  readonly #repertoire: Repertoire<T>;

  constructor(turn: T, repertoire: Repertoire<T>) {
    this.#turn = turn;
    this.#repertoire = repertoire;
  }

  /** The dialog that is under way; one that a new version of the program no longer has leads to the menu. */
  get #dialog(): Dialog<T> | undefined {
    const { dialog } = this.#turn.conversation;
    return dialog === null ? undefined : this.#repertoire.dialogs.get(dialog);
  }

  get #step(): Step<T> | undefined {
    return this.#dialog?.steps?.[this.#turn.conversation.step ?? ''];
  }

  /** Nobody answers a question hours later without looking at it. It can be asked again by one tap. */
  endOldQuestion(): void {
    const { conversation, now } = this.#turn;
    const { questionsLast } = this.#repertoire;
    if (questionsLast === undefined || conversation.dialog === null || now - conversation.updatedAt <= questionsLast) return;
    const { engine } = this.#turn.t;
    const again = this.#again();
    this.#drop();
    this.#turn.say({ text: engine.questionEnded, ...(again && { buttons: [[again]] }) }, { fresh: true });
  }

  /** "/start", with the payload of a link if it came by one. */
  async begin(payload: string): Promise<void> {
    if (this.#repertoire.questionsLast !== undefined) this.#drop();
    await this.open(this.#repertoire.home, payload ? [payload] : []);
  }

  /** Leaves a question unanswered, and those that waited behind it. */
  #drop(): void {
    this.#close();
    Object.assign(this.#turn.conversation, { paused: [], version: this.#turn.conversation.version + 1 });
  }

  /** The button that opens the dialog under way anew, with what it was opened with. */
  #again(): Button | undefined {
    const dialog = this.#dialog;
    if (!dialog) return undefined;
    const args = (dialog.args ?? []).map((arg) => this.#turn.answers[arg]);
    const given = args.slice(0, args.findLastIndex((arg) => arg !== undefined) + 1).map(String);
    // What was typed does not fit into a button, and need not.
    return given.some((arg) => arg.length > 20) ? undefined : this.#turn.keptButton(this.#turn.t.engine.askAgain, dialog.name, ...given);
  }

  async press(press: Press | undefined): Promise<void> {
    const { conversation } = this.#turn;
    if (!press) return this.#outOfDate(undefined);
    if (press.kind === 'open') return this.open(press.dialog, press.args);
    if (press.kind === 'more') return this.#more(press.version, press.from);
    if (!this.#step || press.version !== conversation.version) return this.#outOfDate(this.#dialog);
    conversation.withPerson = false;
    await this.#choose(press.choice);
  }

  async text(text: string, heard: Answer): Promise<void> {
    const word = text.toLowerCase();
    const command = commandOf(text);
    if (command) {
      if (this.#repertoire.questionsLast !== undefined && command.name !== '/cancel') this.#drop();
      const named = [...this.#repertoire.dialogs.values()].find((dialog) => dialog.opensOn?.includes(command.name));
      if (named) return this.open(named.name, command.args);
      const { engine } = this.#turn.t;
      if (command.name !== '/cancel') return this.#sayAnd(engine.unknownCommand(command.name));
      return this.#dialog ? this.#cancel() : this.#sayAnd(engine.nothingToCancel);
    }
    const shown = this.#shownChoice(word) ?? (this.#turn.numbered ? this.#numberedChoice(text) : undefined);
    if (shown) return this.press(decodePress(shown, this.#turn.identity.id));
    if (
      this.#dialog &&
      everywhere((t) => t.words.back)
        .flat()
        .includes(word)
    )
      return this.#choose(back);
    if (
      this.#dialog &&
      everywhere((t) => t.words.cancel)
        .flat()
        .includes(word)
    )
      return this.#cancel();
    if (
      everywhere((t) => t.words.menu)
        .flat()
        .includes(word)
    )
      return this.open(this.#repertoire.home, []);
    if (this.#turn.greeted && !this.#dialog && !this.#turn.conversation.withPerson && isHello(word))
      return this.open(this.#repertoire.home, []);
    const { operator } = this.#repertoire;
    if (
      operator &&
      everywhere((t) => t.words.operator)
        .flat()
        .includes(word)
    )
      return this.open(operator, []);
    const labelled = this.#labelled(word);
    if (labelled) return this.open(labelled.name, []);
    await this.heard(heard);
  }

  /** Something that is neither a press nor a known word: an answer to the step at hand, or for a person. */
  async heard(answer: Answer): Promise<void> {
    const step = this.#step;
    const { conversation } = this.#turn;
    if (step?.read && !conversation.withPerson) {
      const read = await step.read(this.#turn, answer);
      if (read) return this.#took(step, read);
    }
    const isFree =
      step === undefined && this.#repertoire.searchesNumbers === true && answer.kind === 'text' && /^\s*\d+\s*$/.test(answer.text);
    const guess = answer.kind === 'text' && !conversation.withPerson && !isFree ? this.#guessedChoice(answer.text) : undefined;
    if (guess) return this.press(decodePress(guess, this.#turn.identity.id));
    if (await this.#repertoire.otherwise(this.#turn)) await this.repeat();
    await this.goOn();
  }

  async open(name: string, args: string[]): Promise<void> {
    const dialog = this.#repertoire.dialogs.get(name);
    if (!dialog) return this.#outOfDate(undefined);
    this.#checkRole(dialog);
    const given = Object.fromEntries((dialog.args ?? []).map((arg, i) => [arg, args[i]]).filter(([, value]) => value !== undefined));
    const { conversation } = this.#turn;
    conversation.withPerson = false;
    if (!dialog.steps) return this.#runAtOnce(dialog, given);
    if (this.#isAskedAlready(name, given)) return;

    this.#pause(name);
    conversation.version += 1;
    Object.assign(conversation, { dialog: name, step: null, draft: conversation.version });
    this.#turn.answers = given;
    await dialog.open?.(this.#turn);
    await this.#proceed(dialog);
  }

  /** A trembling finger: this very question was asked a moment ago and nothing has been answered since. */
  #isAskedAlready(name: string, given: Answers): boolean {
    const { heard, conversation, answers, now } = this.#turn;
    const isFirst = conversation.dialog === name && conversation.version === conversation.draft + 1;
    const isSame = Object.entries(given).every(([arg, value]) => String(answers[arg]) === value);
    return heard.kind === 'button' && isFirst && isSame && now - conversation.updatedAt < seconds(5);
  }

  /** Asks again. Where a new version of the program no longer has the step, the first one that is open; without the dialog, the menu. */
  async repeat(): Promise<void> {
    const step = this.#step;
    if (step) return this.#ask(step);
    const dialog = this.#dialog;
    if (dialog?.steps) return this.#proceed(dialog);
    if (this.#turn.conversation.dialog !== null) this.#close();
    await this.open(this.#repertoire.home, []);
  }

  async #runAtOnce(dialog: Dialog<T>, given: Answers): Promise<void> {
    const answers = this.#turn.answers;
    this.#turn.answers = given;
    await dialog.open?.(this.#turn);
    await dialog.done(this.#turn);
    this.#turn.answers = answers;
    await this.goOn();
  }

  /** Goes where the turn asked to go on. */
  async goOn(): Promise<void> {
    const { next } = this.#turn;
    this.#turn.next = undefined;
    if (next === 'repeat') await this.repeat();
    else if (next) await this.open(next.dialog, next.args);
  }

  #checkRole(dialog: Dialog<T>): void {
    if (!dialog.roles) return;
    const mine = 'staff' in this.#turn ? (this.#turn as unknown as { staff: { roles: string[] } }).staff.roles : [];
    if (!dialog.roles.some((role) => mine.includes(role))) throw new Refused('access.not-your-role');
  }

  /** Sets an unfinished dialog aside, to go on with it when the new one is over. */
  #pause(next: string): void {
    const { conversation } = this.#turn;
    const unfinished = this.#dialog;
    if (!unfinished || Object.keys(this.#turn.answers).length === 0) return;
    const others = conversation.paused.filter((each) => each.dialog !== next && each.dialog !== unfinished.name);
    const aside: Paused = { dialog: unfinished.name, draft: conversation.draft, answers: this.#turn.answers };
    conversation.paused = unfinished.name === next ? others : [...others, aside].slice(-maxPaused);
  }

  async #choose(choice: string): Promise<void> {
    const step = this.#step;
    if (!step) return this.repeat();
    if (choice === back) return this.#back();
    if (choice === cancel) return this.#cancel();
    const read = (await step.read?.(this.#turn, { kind: 'choice', id: choice })) ?? (await this.#offered(step, choice));
    if (read) return this.#took(step, read);
    this.#turn.toast(this.#turn.t.engine.outOfDate);
    await this.#ask(step);
  }

  async #offered(step: Step<T>, choice: string): Promise<Read> {
    const { choices } = await step.ask(this.#turn);
    return choices?.some(({ id }) => id === choice) ? { value: choice } : undefined;
  }

  async #took(step: Step<T>, read: NonNullable<Read>): Promise<void> {
    const { conversation } = this.#turn;
    if ('refuse' in read) {
      this.#turn.say({ text: read.refuse }, { fresh: true });
      return this.#ask(step, { fresh: true });
    }
    if (step.take) await step.take(this.#turn, read.value);
    else this.#turn.answers[conversation.step ?? ''] = read.value;
    const dialog = this.#dialog;
    if (dialog) await this.#proceed(dialog);
  }

  /** Asks the first question that is still open; when there is none the dialog is done. */
  async #proceed(dialog: Dialog<T>): Promise<void> {
    const { conversation } = this.#turn;
    conversation.version += 1;
    for (const [name, step] of Object.entries(dialog.steps ?? {})) {
      if (await this.#settled(name, step)) continue;
      conversation.step = name;
      return this.#ask(step);
    }
    await this.#finish(dialog);
  }

  async #settled(name: string, step: Step<T>): Promise<boolean> {
    if (step.when && !(await step.when(this.#turn))) return true;
    return step.answered ? step.answered(this.#turn) : name in this.#turn.answers;
  }

  async #finish(dialog: Dialog<T>): Promise<void> {
    await dialog.done(this.#turn);
    if (this.#turn.conversation.dialog === dialog.name) this.#close();
    await this.goOn();
    await this.#resume();
  }

  #close(): void {
    Object.assign(this.#turn.conversation, { dialog: null, step: null, menu: [] });
    this.#turn.answers = {};
  }

  async #resume(): Promise<void> {
    const { conversation } = this.#turn;
    const paused = conversation.paused.at(-1);
    const dialog = paused && this.#repertoire.dialogs.get(paused.dialog);
    if (conversation.dialog !== null || !paused) return;
    conversation.paused = conversation.paused.slice(0, -1);
    if (!dialog) return;
    Object.assign(conversation, { dialog: paused.dialog, draft: paused.draft, step: null });
    this.#turn.answers = paused.answers;
    await this.#proceed(dialog);
  }

  async #back(): Promise<void> {
    const dialog = this.#dialog;
    if (!dialog) return this.repeat();
    if (await dialog.back?.(this.#turn)) return this.#proceed(dialog);
    const names = Object.keys(dialog.steps ?? {});
    const here = names.indexOf(this.#turn.conversation.step ?? '');
    for (const name of names.slice(0, here + 1).toReversed()) {
      const step = dialog.steps?.[name];
      if (!step || (step.when && !(await step.when(this.#turn)))) continue;
      if (name === names[here] && !(await this.#partlyAnswered(step))) continue;
      if (name !== names[here] && !(await this.#settled(name, step))) continue;
      await this.#forget(name, step);
      return this.#proceed(dialog);
    }
    return this.#cancel();
  }

  /** A step of several answers (options of a cake) goes back within itself first. */
  async #partlyAnswered(step: Step<T>): Promise<boolean> {
    return Boolean(step.answered && step.forget && (this.#turn.conversation.step ?? '') in this.#turn.answers);
  }

  async #forget(name: string, step: Step<T>): Promise<void> {
    if (step.forget) await step.forget(this.#turn);
    else delete this.#turn.answers[name];
  }

  async #cancel(): Promise<void> {
    const said = this.#dialog?.leave?.(this.#turn.t).said ?? this.#turn.t.engine.cancelled;
    this.#close();
    this.#turn.conversation.version += 1;
    this.#turn.say({ text: said });
    await this.#resume();
    if (this.#turn.conversation.dialog === null) await this.open(this.#repertoire.home, []);
  }

  async #outOfDate(dialog: Dialog<T> | undefined): Promise<void> {
    this.#turn.toast(this.#turn.t.engine.outOfDate);
    const stale = dialog ?? [...this.#repertoire.dialogs.values()].find((each) => each.stale);
    if (!this.#dialog && stale?.stale && (await stale.stale(this.#turn))) return;
    await this.repeat();
  }

  /** The rest of a menu that was too long for one screen of the channel. */
  async #more(version: number, from: number): Promise<void> {
    const { conversation, t } = this.#turn;
    const rest = conversation.menu.slice(from);
    if (version !== conversation.version || rest.length === 0) return this.#outOfDate(this.#dialog);
    this.#turn.say({ text: t.engine.moreOf, buttons: rest.map((each) => [each]) }, { sameMenu: true });
  }

  /** A sentence, and how things stand below it. */
  async #sayAnd(sentence: string): Promise<void> {
    this.#turn.say({ text: sentence }, { fresh: true });
    await this.repeat();
  }

  async #ask(step: Step<T>, how: { fresh?: boolean } = {}): Promise<void> {
    const prompt = await step.ask(this.#turn);
    const { conversation } = this.#turn;
    const buttons = this.#buttons(step, prompt);
    conversation.menu = buttons.flat().flatMap(({ label, data }) => (data ? [{ label, data }] : []));
    const { choices: _, columns: __, ...message } = prompt;
    this.#turn.say({ ...message, buttons }, how);
  }

  #buttons(step: Step<T>, { choices = [], columns = 1 }: Prompt): Button[][] {
    const button = ({ id, label }: Choice): Button => ({
      label,
      data: encodePress({ kind: 'step', version: this.#turn.conversation.version, choice: id, keep: false }, this.#turn.identity.id),
    });
    const { engine } = this.#turn.t;
    const ways = [
      ...(step.first ? [] : [{ id: back, label: engine.back }]),
      { id: cancel, label: this.#dialog?.leave?.(this.#turn.t).label ?? engine.cancel },
    ];
    return [...inRows(choices.map(button), columns), ways.map(button)];
  }

  /** A choice typed by its full label, or by its number where choices are shown as a numbered menu. */
  #shownChoice(word: string): string | undefined {
    return this.#turn.conversation.menu.find(({ label }) => label.toLowerCase() === word || bare(label) === word)?.data;
  }

  /** A choice typed by its number or by an unambiguous beginning, when the step could not read the words itself. */
  #guessedChoice(text: string): string | undefined {
    const { menu } = this.#turn.conversation;
    const numbered = this.#numberedChoice(text);
    // Where no numbers are shown, nobody means "cancel" by "4".
    if (numbered && !/~!(back|cancel)~/.test(numbered)) return numbered;
    const word = text.trim().toLowerCase();
    const starting = menu.filter(({ label }) => bare(label).startsWith(word));
    return word.length >= 3 && starting.length === 1 ? starting[0]?.data : undefined;
  }

  /** `2`, `2)` and `2️⃣` are the second choice. */
  #numberedChoice(text: string): string | undefined {
    const number = /^\s*(\d{1,2})\s*(?:[).]|\uFE0F|\u20E3)*\s*$/.exec(text)?.[1];
    return number ? this.#turn.conversation.menu[Number(number) - 1]?.data : undefined;
  }

  #labelled(word: string): Dialog<T> | undefined {
    const dialogs = [...this.#repertoire.dialogs.values()];
    const named = dialogs.find(
      (dialog) => dialog.label && everywhere(dialog.label).some((label) => label.toLowerCase() === word || bare(label) === word),
    );
    if (named || this.#turn.conversation.withPerson) return named;
    const said = word.replace(/(?<![\s!?.,…])[\s!?.,…]+$/u, '');
    return dialogs.find((dialog) => dialog.said && everywhere(dialog.said).flat().includes(said));
  }
}

/** A greeting and nothing else: where there is no button to begin with, a talk begins so. */
const isHello = (word: string): boolean =>
  everywhere((t) => t.words.hello)
    .flat()
    .includes(word.replace(/[^\p{L} ]/gu, '').trim());

/** A label as people type it: without the picture before the words. */
const bare = (label: string): string => label.toLowerCase().replace(/^[^\p{L}\p{N}]+/u, '');

/** `/find@bot 4417` is the command `/find` with the argument `4417`; `/готов` is one too, whether we know it or not. */
function commandOf(text: string): { name: string; args: string[] } | undefined {
  const found = /^(\/\p{L}[\p{L}\p{N}_]{0,31})(?:@\w+)?(?:\s+(.*))?$/isu.exec(text);
  return found?.[1] ? { name: found[1].toLowerCase(), args: found[2] ? [found[2].trim()] : [] } : undefined;
}

const inRows = (buttons: Button[], columns: number): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / columns) }, (_, row) => buttons.slice(row * columns, (row + 1) * columns));
