import { Icon } from '@adminjs/design-system';
import React from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { frameTexts } from '../../texts/frame.ts';
import { said } from '../anna.ts';
import { DateField, TimeField } from './date-field.tsx';
import { mayLeave } from './unsaved.ts';

type Children = { children?: React.ReactNode };

/** A link inside the panel, without loading the page anew. */
export function Link({ to, className, children, title }: Children & { to: string; className?: string; title?: string }) {
  const navigate = useNavigate();
  const go = (event: React.MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (mayLeave()) navigate(to);
  };
  return (
    <a href={to} onClick={go} className={className} title={title}>
      {children}
    </a>
  );
}

type PageProps = Children & { title: React.ReactNode; hint?: React.ReactNode; actions?: React.ReactNode; wide?: boolean };

/** A page: its heading, what can be done on it, and the content. */
export function Page({ title, hint, actions, children, wide }: PageProps) {
  return (
    <div className={`page${wide ? ' page-wide' : ''}`}>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {hint && <p className="muted">{hint}</p>}
        </div>
        {actions && <div className="row">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

type CardProps = Children & { title?: React.ReactNode; actions?: React.ReactNode; className?: string };

export function Card({ title, actions, children, className = '' }: CardProps) {
  return (
    <section className={`card ${className}`}>
      {(title || actions) && (
        <header className="card-head">
          <h2>{title}</h2>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}

interface ButtonProps extends Children {
  onPress?: () => unknown;
  kind?: 'main' | 'plain' | 'quiet' | 'danger';
  /** A Feather icon; without words `title` must say what it does. */
  icon?: string;
  title?: string;
  disabled?: boolean | undefined;
  small?: boolean;
  type?: 'button' | 'submit';
}

/** A button that is busy while what it does goes on. */
export function Button({ children, onPress, kind = 'plain', icon, disabled, small, title, type = 'button' }: ButtonProps) {
  const [busy, setBusy] = React.useState(false);
  const press = async () => {
    if (!onPress) return;
    setBusy(true);
    try {
      await onPress();
    } finally {
      setBusy(false);
    }
  };
  const look = ['button', `button-${kind}`, small && 'button-small', !children && 'button-icon'].filter(Boolean).join(' ');
  return (
    <button
      type={type}
      className={look}
      onClick={onPress ? () => void press() : undefined}
      disabled={disabled || busy}
      title={title}
      aria-label={children ? undefined : title}
    >
      {icon && <Icon icon={icon as never} size={16} />}
      {children}
    </button>
  );
}

export type Tone = 'grey' | 'violet' | 'green' | 'amber' | 'red' | 'blue';

export const Badge = ({ tone = 'grey', children, title }: Children & { tone?: Tone; title?: string }) => (
  <span className={`badge badge-${tone}`} title={title}>
    {children}
  </span>
);

/** What stands where nothing is yet: what it is, and what to do. */
export const Empty = ({ title, text, action }: { title: string; text?: string; action?: React.ReactNode }) => (
  <div className="empty">
    <h3>{title}</h3>
    {text && <p>{text}</p>}
    {action}
  </div>
);

interface AwaitProps<T> {
  of: { data: T | undefined; problem: string | undefined; again(): void };
  children(data: T): React.ReactNode;
}

/** Draws an answer when it is there; meanwhile a quiet placeholder, else what went wrong and a way to try again. */
export function Await<T>({ of, children }: AwaitProps<T>) {
  const t = said(frameTexts);
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.problem === undefined) return <div className="skeleton" role="progressbar" aria-label={t.loading} />;
  return <Empty title={of.problem} action={<Button onPress={of.again}>{t.again}</Button>} />;
}

type FieldProps = Children & { label: string; hint?: string; error?: string | undefined };

/** A labelled field of a form. */
export const Field = ({ label, hint, error, children }: FieldProps) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className="field">
    <span className="field-label">{label}</span>
    {children}
    {hint && <small>{hint}</small>}
    {error && (
      <small className="field-error" role="alert">
        {error}
      </small>
    )}
  </label>
);

interface Typed {
  value: string;
  onChange(value: string): void;
  placeholder?: string;
  disabled?: boolean;
}

interface InputProps extends Typed {
  type?: string;
  min?: string;
  max?: string;
  inputMode?: 'decimal' | 'numeric' | 'tel';
  maxLength?: number;
}

/** A field of one line; a `date` and a `time` are our own fields, in the panel's language. */
export function Input({ value, onChange, type = 'text', ...rest }: InputProps) {
  if (type === 'date') return <DateField value={value} onChange={onChange} min={rest.min} max={rest.max} />;
  if (type === 'time') return <TimeField value={value} onChange={onChange} />;
  return <input className="input" type={type} value={value} onChange={(event) => onChange(event.target.value)} {...rest} />;
}

export const TextArea = ({ value, onChange, rows = 3, ...rest }: Typed & { rows?: number }) => (
  <textarea className="input" rows={rows} value={value} onChange={(event) => onChange(event.target.value)} {...rest} />
);

/** A value and what it is called. */
export type Option = readonly [value: string, label: string];

interface SelectProps {
  value: string;
  onChange(value: string): void;
  options: readonly Option[];
  label?: string;
  disabled?: boolean;
}

export const Select = ({ value, onChange, options, label, disabled }: SelectProps) => (
  <select className="input select" value={value} onChange={(event) => onChange(event.target.value)} aria-label={label} disabled={disabled}>
    {options.map(([key, text]) => (
      <option key={key} value={key}>
        {text}
      </option>
    ))}
  </select>
);

type CheckProps = { value: boolean; onChange(value: boolean): void; label: string; disabled?: boolean };

export const Check = ({ value, onChange, label, disabled }: CheckProps) => (
  <label className="check">
    <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} disabled={disabled} />
    <span>{label}</span>
  </label>
);

type TabsProps = { value: string; onChange(value: string): void; options: readonly (readonly [value: string, label: React.ReactNode])[] };

/** Tabs; the chosen one is underlined. */
export const Tabs = ({ value, onChange, options }: TabsProps) => (
  <div className="tabs" role="tablist">
    {options.map(([key, label]) => (
      <button type="button" role="tab" key={key} aria-selected={key === value} onClick={() => onChange(key)}>
        {label}
      </button>
    ))}
  </div>
);

/** A window above the page. Esc and a press beside it close it; a selection that is drawn out of it does not. */
export function Dialog({ title, onClose, children, wide }: Children & { title: string; onClose(): void; wide?: boolean }) {
  const box = React.useRef<HTMLDialogElement>(null);
  React.useEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const isPressedBeside = React.useRef(false);
  const cancel = (event: React.SyntheticEvent) => {
    event.preventDefault();
    onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the dialog's own
    <dialog
      ref={box}
      className={`dialog${wide ? ' dialog-wide' : ''}`}
      onCancel={cancel}
      onPointerDown={(event) => {
        isPressedBeside.current = event.target === box.current;
      }}
      onClick={(event) => isPressedBeside.current && event.target === box.current && onClose()}
      aria-label={title}
    >
      <div className="dialog-in">
        <header className="card-head">
          <h2>{title}</h2>
          <Button kind="quiet" icon="X" title={said(frameTexts).close} onPress={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}

type ConfirmProps = { title: string; text?: string; action: string; onYes(): unknown; onClose(): void };

/** Asks before something that cannot be undone. */
export const Confirm = ({ title, text, action, onYes, onClose }: ConfirmProps) => (
  <Dialog title={title} onClose={onClose}>
    {text && <p>{text}</p>}
    <div className="row row-end">
      <Button onPress={onClose}>{said(frameTexts).cancel}</Button>
      <Button kind="danger" onPress={onYes}>
        {action}
      </Button>
    </div>
  </Dialog>
);

interface AskTextProps {
  title: string;
  label: string;
  action: string;
  onText(text: string): unknown;
  onClose(): void;
  required?: boolean;
}

/** A window that asks for a sentence: why an order goes back, a note. */
export function AskText({ title, label, action, onText, onClose, required = true }: AskTextProps) {
  const [text, setText] = React.useState('');
  return (
    <Dialog title={title} onClose={onClose}>
      <Field label={label}>
        <TextArea value={text} onChange={setText} />
      </Field>
      <div className="row row-end">
        <Button onPress={onClose}>{said(frameTexts).cancel}</Button>
        <Button kind="main" disabled={required && text.trim() === ''} onPress={() => onText(text.trim())}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}

/** A value that follows the query string, so that a link or "back" shows the same page; `push`: "back" undoes a change of it. */
export function useQuery(name: string, otherwise = '', how: 'replace' | 'push' = 'replace'): [string, (value: string) => void] {
  const navigate = useNavigate();
  const { search } = useLocation();
  const value = new URLSearchParams(search).get(name) ?? otherwise;
  const set = (next: string) => {
    const query = new URLSearchParams(location.search);
    if (next === otherwise) query.delete(name);
    else query.set(name, next);
    const words = query.toString();
    navigate(`${location.pathname}${words && `?${words}`}`, { replace: how === 'replace' });
  };
  return [value, set];
}

/** The value after it has rested for a moment: what is typed is not asked letter by letter. */
export function useRested<T>(value: T, restInMs = 200): T {
  const [rested, setRested] = React.useState(value);
  React.useEffect(() => {
    const timer = setTimeout(() => setRested(value), restInMs);
    return () => clearTimeout(timer);
  }, [value, restInMs]);
  return rested;
}

/** Draws anew every half a minute: what is written as "17 min" stays true on a page that is left open. */
export function useClock(): void {
  const [, tick] = React.useState(0);
  React.useEffect(() => {
    const timer = setInterval(() => tick((times) => times + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
}

/** The id in `?id=…`. */
export const idInQuery = (): number | undefined => {
  const id = Number(new URLSearchParams(location.search).get('id'));
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
};
