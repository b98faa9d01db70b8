import React from 'react';
import { roles as all, type Role } from '../../../../db/schema/words.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { teamTexts } from '../../../texts/team.ts';
import { said } from '../../anna.ts';

/** Somebody may have several roles. */
export function RoleChips({ roles, onChange }: { roles: readonly Role[]; onChange(roles: Role[]): void }) {
  const words = said(shopWords);
  const toggle = (role: Role) => onChange(roles.includes(role) ? roles.filter((each) => each !== role) : [...roles, role]);
  return (
    <fieldset className="field">
      <legend className="field-label">{said(teamTexts).roles}</legend>
      <div className="chips">
        {all.map((role) => (
          <button type="button" key={role} className="chip" aria-pressed={roles.includes(role)} onClick={() => toggle(role)}>
            {words.roles[role]}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
