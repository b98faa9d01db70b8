import { inBoth } from './in-both.ts';

export const accountTexts = inBoth(
  {
    title: 'Мой вход',
    login: 'Логин',
    password: 'Пароль',
    changed: (when: string) => `пароль сменён ${when}`,
    old: 'Старый пароль',
    next: 'Новый пароль',
    hint: 'Не меньше 10 знаков. Все остальные браузеры выйдут.',
    save: 'Сменить пароль',
    saved: 'Пароль изменён.',
    second: 'Подтверждать вход в мессенджере',
    secondHint: 'После пароля бот спросит вас: «Это вы?»',
    out: 'Выйти везде',
    outText: 'Войти заново придётся и здесь.',
  },
  {
    title: 'My access',
    login: 'Login',
    password: 'Password',
    changed: (when: string) => `password changed ${when}`,
    old: 'Old password',
    next: 'New password',
    hint: 'At least 10 characters. All other browsers are signed out.',
    save: 'Change the password',
    saved: 'The password is changed.',
    second: 'Confirm signing in with a tap in the messenger',
    secondHint: 'After the password the bot asks you: “Is it you?”',
    out: 'Sign out everywhere',
    outText: 'You will have to sign in again here, too.',
  },
);
