import enApp from './en/app.json';
import enBulletin from './en/bulletin.json';
import enCommand from './en/command.json';
import enEditor from './en/editor.json';
import enError from './en/error.json';
import enIntake from './en/intake.json';
import enLibrary from './en/library.json';
import enOffice from './en/office.json';
import enPrint from './en/print.json';
import enSync from './en/sync.json';
import viApp from './vi/app.json';
import viBulletin from './vi/bulletin.json';
import viCommand from './vi/command.json';
import viEditor from './vi/editor.json';
import viError from './vi/error.json';
import viIntake from './vi/intake.json';
import viLibrary from './vi/library.json';
import viOffice from './vi/office.json';
import viPrint from './vi/print.json';
import viSync from './vi/sync.json';

/**
 * All words of the interface: one file an area, the same keys in both languages (a test holds that).
 * Keys are flat strings with dots ("row.empty"); places for values are i18next's {{name}}. Used as `t('area:key')`.
 */
export const words = {
  vi: {
    app: viApp,
    command: viCommand,
    editor: viEditor,
    library: viLibrary,
    bulletin: viBulletin,
    sync: viSync,
    office: viOffice,
    error: viError,
    intake: viIntake,
    print: viPrint,
  },
  en: {
    app: enApp,
    command: enCommand,
    editor: enEditor,
    library: enLibrary,
    bulletin: enBulletin,
    sync: enSync,
    office: enOffice,
    error: enError,
    intake: enIntake,
    print: enPrint,
  },
} as const;
export type Language = keyof typeof words;
export const AREAS = [
  'app',
  'command',
  'editor',
  'library',
  'bulletin',
  'sync',
  'office',
  'error',
  'intake',
  'print',
] as const;
export type Area = (typeof AREAS)[number];

/** Plain look-up for places without i18next (the menu, native dialogs). A key that is missing comes back as itself. */
export function say(
  language: Language,
  area: Area,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const table: Readonly<Record<string, string>> = words[language][area];
  const text = table[key] ?? `${area}:${key}`;
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}
