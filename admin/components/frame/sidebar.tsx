import { Icon } from '@adminjs/design-system';
import React from 'react';
import { useLocation } from 'react-router-dom';
import { frameTexts } from '../../texts/frame.ts';
import { anna, said } from '../anna.ts';
import { Link } from '../ui/kit.tsx';

const groups = ['work', 'clients', 'results', 'shop', 'system'] as const;

/** The shop's own menu: groups of what this visitor may open. */
export default function Sidebar({ isVisible }: { isVisible: boolean }) {
  const { pathname } = useLocation();
  const t = said(frameTexts);
  const isHere = (href: string) =>
    href === '/admin' ? pathname === '/admin' || pathname === '/admin/' : pathname === href || pathname.startsWith(`${href}/`);
  return (
    <nav className={`sidebar${isVisible ? ' sidebar-open' : ''}`} aria-label={t.menu}>
      <Link to="/admin" className="brand">
        <span className="brand-mark">{[...anna.shop.name][0]}</span>
        <span className="brand-name">{anna.shop.name}</span>
      </Link>
      {groups.map((group) => {
        const lines = anna.menu.filter((line) => line.group === group);
        if (lines.length === 0) return null;
        return (
          <div key={group} className="menu-group">
            <p>{t.groups[group]}</p>
            {lines.map(({ name, title, href, icon }) => (
              <Link key={name} to={href} className={`menu-line${isHere(href) ? ' menu-here' : ''}`}>
                <Icon icon={icon as never} size={18} />
                <span>{title}</span>
              </Link>
            ))}
          </div>
        );
      })}
    </nav>
  );
}
