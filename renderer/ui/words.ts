import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { AREAS, type Language, words } from '../../shared/i18n';

/** All words of both languages are in the bundle: a change of language needs no loading and no connection. */
export function startWords(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    ns: AREAS,
    defaultNS: 'app',
    resources: words,
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
}

export function setLanguage(language: Language): void {
  if (i18next.language === language) return;
  void i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Words outside components. */
export const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
  i18next.t(key, { ...values });
