import React from 'react';

interface Shown {
  id: number;
  text: string;
  kind: 'good' | 'bad';
  undo?: { label: string; run(): void } | undefined;
}

let next = 1;
let show: (toast: Shown) => void = () => {};

/** Says something at the edge of the screen for some seconds; with `undo` also offers that. */
export const toast = (text: string, kind: Shown['kind'] = 'good', undo?: Shown['undo']): void => show({ id: next++, text, kind, undo });

/** Where they appear; stands once, in the frame. */
export function Toasts() {
  const [shown, setShown] = React.useState<Shown[]>([]);
  const drop = (id: number) => setShown((all) => all.filter((each) => each.id !== id));
  React.useEffect(() => {
    show = (each) => {
      setShown((all) => [...all.slice(-3), each]);
      setTimeout(() => drop(each.id), each.undo || each.kind === 'bad' ? 8000 : 4000);
    };
  }, []);
  const box = React.useRef<HTMLDivElement>(null);
  // A dialog lies above everything but what was put there after it.
  React.useEffect(() => {
    box.current?.hidePopover();
    if (shown.length > 0) box.current?.showPopover();
  }, [shown]);
  const takeBack = ({ id, undo }: Shown) => {
    undo?.run();
    drop(id);
  };
  return (
    <div className="toasts" role="status" aria-live="polite" ref={box} {...{ popover: 'manual' }}>
      {shown.map((each) => (
        <div key={each.id} className={`toast toast-${each.kind}`}>
          <span>{each.text}</span>
          {each.undo && (
            <button type="button" onClick={() => takeBack(each)}>
              {each.undo.label}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
