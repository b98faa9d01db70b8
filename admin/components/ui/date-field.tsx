import { Icon } from '@adminjs/design-system';
import React from 'react';
import { dateTexts } from '../../texts/date.ts';
import { anna, dayOf, said } from '../anna.ts';
import './date-field.css';
import { monthAfter, shownDay, typedDay, typedTime, weeksOf } from './typed-date.ts';

interface DateFieldProps {
  /** `2026-11-22`, or nothing. */
  value: string;
  onChange(value: string): void;
  min?: string | undefined;
  max?: string | undefined;
  label?: string | undefined;
}

const t = said(dateTexts);
const locale = anna.language === 'ru' ? 'ru-RU' : 'en-GB';
const monthTitle = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' });
const wholeDay = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' });
const instantOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);

/** A day, typed as people write it or chosen from a month's sheet. The browser's own field speaks the browser's language, not the panel's. */
export function DateField({ value, onChange, min, max, label }: DateFieldProps) {
  const [text, setText] = React.useState(shownDay(value, anna.language));
  const [isOpen, setIsOpen] = React.useState(false);
  const box = React.useRef<HTMLSpanElement>(null);
  React.useEffect(() => setText(shownDay(value, anna.language)), [value]);
  const isAllowed = (day: string) => (!min || day >= min) && (!max || day <= max);
  const leave = () => {
    const day = text.trim() === '' ? '' : typedDay(text, dayOf(anna.now));
    const next = day === '' || (day !== undefined && isAllowed(day)) ? day : value;
    setText(shownDay(next, anna.language));
    if (next !== value) onChange(next);
  };
  const type = (typed: string) => {
    setText(typed);
    const day = typed.trim().length === 10 ? typedDay(typed, dayOf(anna.now)) : undefined;
    if (day && isAllowed(day)) onChange(day);
  };
  const close = React.useCallback(() => setIsOpen(false), []);
  const choose = (day: string) => {
    close();
    onChange(day);
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') leave();
    if (event.key === 'ArrowDown') setIsOpen(true);
  };
  return (
    <span className="date-field" ref={box}>
      <input
        className="input"
        value={text}
        placeholder={label ?? t.dayForm}
        aria-label={label}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => type(event.target.value)}
        onBlur={leave}
        onKeyDown={press}
      />
      <button type="button" title={t.choose} aria-label={t.choose} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Icon icon="Calendar" size={16} />
      </button>
      {isOpen && <Sheet near={box} value={value} isAllowed={isAllowed} onChoose={choose} onClose={close} />}
    </span>
  );
}

interface SheetProps {
  near: React.RefObject<HTMLElement>;
  value: string;
  isAllowed(day: string): boolean;
  onChoose(day: string): void;
  onClose(): void;
}

/** A month; arrows walk over its days, Esc and a press beside it close it. It is a popover, for it must lie above a dialog, too. */
function Sheet({ near, value, isAllowed, onChoose, onClose }: SheetProps) {
  const today = dayOf(anna.now);
  const [at, setAt] = React.useState(value || today);
  const sheet = React.useRef<HTMLDivElement>(null);
  const month = at.slice(0, 7);
  React.useEffect(() => {
    const [shown, place] = [sheet.current, near.current?.getBoundingClientRect()];
    if (!shown || !place) return;
    shown.showPopover();
    const { offsetWidth, offsetHeight } = shown;
    const isRoomBelow = place.bottom + offsetHeight + 12 < innerHeight;
    shown.style.left = `${Math.max(8, Math.min(place.left, innerWidth - offsetWidth - 8))}px`;
    shown.style.top = `${isRoomBelow ? place.bottom + 4 : Math.max(8, place.top - offsetHeight - 4)}px`;
    const toggle = (event: Event) => (event as ToggleEvent).newState === 'closed' && onClose();
    shown.addEventListener('toggle', toggle);
    return () => shown.removeEventListener('toggle', toggle);
  }, [near, onClose]);
  React.useEffect(() => sheet.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus(), [at]);
  const press = (event: React.KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setAt(new Date(instantOf(at) + by * 86_400_000).toISOString().slice(0, 10));
  };
  const turn = (by: number) => setAt(`${monthAfter(month, by)}-01`);
  const [firstWeek = []] = weeksOf(month);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the days inside hear the keys
    <div className="date-sheet" ref={sheet} {...{ popover: 'auto' }} onKeyDown={press}>
      <header>
        <button type="button" title={t.monthBefore} aria-label={t.monthBefore} onClick={() => turn(-1)}>
          <Icon icon="ChevronLeft" size={16} />
        </button>
        <b>{monthTitle.format(instantOf(`${month}-01`))}</b>
        <button type="button" title={t.monthAfter} aria-label={t.monthAfter} onClick={() => turn(1)}>
          <Icon icon="ChevronRight" size={16} />
        </button>
      </header>
      <div className="date-days">
        {firstWeek.map(({ iso }, place) => (
          <small key={iso}>{t.weekdays[place]}</small>
        ))}
        {weeksOf(month)
          .flat()
          .map(({ iso, isInside }) => (
            <button
              type="button"
              key={iso}
              data-day={iso}
              className={[!isInside && 'date-outside', iso === today && 'date-today', iso === value && 'date-chosen']
                .filter(Boolean)
                .join(' ')}
              aria-label={wholeDay.format(instantOf(iso))}
              aria-pressed={iso === value}
              tabIndex={iso === at ? 0 : -1}
              disabled={!isAllowed(iso)}
              onClick={() => onChoose(iso)}
            >
              {Number(iso.slice(8))}
            </button>
          ))}
      </div>
    </div>
  );
}

interface TimeFieldProps {
  /** `09:30`, or nothing. */
  value: string;
  onChange(value: string): void;
}

/** A time of the day, typed as `9`, `930` or `9:30`. */
export function TimeField({ value, onChange }: TimeFieldProps) {
  const [text, setText] = React.useState(value);
  React.useEffect(() => setText(value), [value]);
  const leave = () => {
    const next = text.trim() === '' ? '' : (typedTime(text) ?? value);
    setText(next);
    if (next !== value) onChange(next);
  };
  return (
    <input
      className="input time-field"
      value={text}
      placeholder={t.timeForm}
      inputMode="numeric"
      autoComplete="off"
      onChange={(event) => setText(event.target.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
}
