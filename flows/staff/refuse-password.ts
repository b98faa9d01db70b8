import { Refused } from '../refused.ts';

/** Refuses a password that is short (`account.password-short`) or among the first that anybody tries (`account.password-weak`). */
export function refusePassword(password: string, login: string): void {
  if ([...password].length < 10) throw new Refused('account.password-short');
  const folded = password.toLowerCase();
  const plain = folded.replace(/[^\p{L}\p{N}]/gu, '');
  const oneSign = new Set(folded).size < 4;
  const known =
    common.some((word) => plain.replace(/(?<!\d)\d+$/, '') === word || plain === word) || folded.includes(login.trim().toLowerCase());
  if (oneSign || known || /^(0?1234567890?|9876543210?)\d*$/.test(plain)) throw new Refused('account.password-weak');
}

/** Stems of the most used passwords; digits at the end do not save them. */
const common = [
  'password',
  'passw0rd',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'letmein',
  'welcome',
  'iloveyou',
  'administrator',
  'admin',
  'owner',
  'changeme',
  'secret',
  'football',
  'monkey',
  'dragon',
  'superman',
  'пароль',
  'йцукенгшщз',
  'йцукен',
  'привет',
  'любовь',
  'наташа',
  'qazwsxedc',
  'qwertyuiopasdfghjkl',
  '1q2w3e4r5t',
  'q1w2e3r4t5y6',
];
