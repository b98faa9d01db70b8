import { Icon } from '@adminjs/design-system';
import React from 'react';
import { frameTexts } from '../../texts/frame.ts';
import { anna, said, screenUrl } from '../anna.ts';
import { Search } from '../search.tsx';
import { Link } from '../ui/kit.tsx';
import { Toasts } from '../ui/toast.tsx';

/** Menu button (on a phone), search, language, who is signed in. */
export default function TopBar({ toggleSidebar }: { toggleSidebar(): void }) {
  const t = said(frameTexts);
  return (
    <header className="top-bar">
      <button type="button" className="top-menu" onClick={toggleSidebar} aria-label={t.menu}>
        <Icon icon="Menu" size={22} />
      </button>
      <Search />
      <div className="top-right">
        <button type="button" className="top-link" onClick={() => void switchLanguage()}>
          {t.language}
        </button>
        <Link to={screenUrl('account')} className="top-name" title={anna.staff.name}>
          {anna.staff.name}
        </Link>
        <form method="post" action="/admin/logout">
          <button type="submit" className="top-link" title={t.signOut} aria-label={t.signOut}>
            <Icon icon="LogOut" size={18} />
          </button>
        </form>
      </div>
      <Toasts />
    </header>
  );
}

async function switchLanguage(): Promise<void> {
  const language = anna.language === 'ru' ? 'en' : 'ru';
  await fetch('/admin/language', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ language }) });
  location.reload();
}
