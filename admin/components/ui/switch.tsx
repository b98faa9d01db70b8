import React from 'react';

type SwitchProps = { value: boolean; onChange(value: boolean): void; label: string; disabled?: boolean };

/** On or off, at once. The label is for those who do not see. */
export const Switch = ({ value, onChange, label, disabled }: SwitchProps) => (
  <label className="switch" title={label}>
    <input
      type="checkbox"
      role="switch"
      aria-checked={value}
      checked={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.checked)}
    />
    <span aria-hidden="true" />
    <span className="sr">{label}</span>
  </label>
);
