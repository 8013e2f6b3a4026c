/** Dates and numbers as the office writes them: dd/mm/yyyy in both languages, vi-VN or en-GB figures. */
const LOCALES = { vi: 'vi-VN', en: 'en-GB' } as const;

const locale = (language: string): string => (language === 'en' ? LOCALES.en : LOCALES.vi);
const two = (value: number): string => String(value).padStart(2, '0');

/** 1.234 in Vietnamese, 1,234 in English. */
export const formatCount = (value: number, language: string): string =>
  new Intl.NumberFormat(locale(language)).format(value);

/** `at` in ms since 1970, told in local time: dd/mm/yyyy. */
export function formatDay(at: number): string {
  const day = new Date(at);
  return `${two(day.getDate())}/${two(day.getMonth() + 1)}/${day.getFullYear()}`;
}

/** hh:mm, local time. */
export function formatTime(at: number): string {
  const day = new Date(at);
  return `${two(day.getHours())}:${two(day.getMinutes())}`;
}

/** The time alone on the same day as `now`, else the day: a narrow column holds either. */
export function formatWhen(at: number, now: number): string {
  return formatDay(at) === formatDay(now) ? formatTime(at) : formatDay(at);
}

/** Day and time in full, for tooltips and history. */
export const formatMoment = (at: number): string => `${formatDay(at)} ${formatTime(at)}`;

/** yyyy-mm-dd of a date field as dd/mm/yyyy; empty stays empty. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split('-');
  return year && month && day ? `${day}/${month}/${year}` : '';
}

/** Start of a local day given as yyyy-mm-dd, `plus` days later, in ms; null when it is no date. */
export function dayStart(date: string | null, plus = 0): number | null {
  const [year, month, day] = (date ?? '').split('-').map(Number);
  if (!year || !month || !day) return null;
  return new Date(year, month - 1, day + plus).getTime();
}

/** The inverse of `dayStart`: yyyy-mm-dd of a moment in local time. */
export function dateOf(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
