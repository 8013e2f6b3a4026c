import { readFileSync, renameSync } from 'node:fs';
import type { z } from 'zod';
import { DEFAULT_SETTINGS, type Policy, type Settings, settings as schema } from '../../shared/domain/settings';
import { writeWhole } from './file';

export interface SettingsView {
  readonly settings: Settings;
  /** Keys that the office's policy has set; changes to them are not taken. */
  readonly locked: string[];
}

type Trouble = (code: 'settings.unreadable', params: Record<string, string>) => void;

/** One person's choices, read once at start and written whole at each change; the policy's word goes above. */
export class SettingsFile {
  readonly #path: string;
  readonly #policy: Partial<Settings>;
  readonly #trouble: Trouble;
  readonly #listeners = new Set<(view: SettingsView) => void>();
  #own: Settings;
  #writing: Promise<void> = Promise.resolve();

  /**
   * @param path the file; read at once and synchronously, since the window's colour and language depend on it
   * @param trouble told when the file was unreadable (kept beside it as `.unreadable-<time>`) or cannot be written
   */
  constructor(path: string, policy: Policy, trouble: Trouble, now: () => number = Date.now) {
    this.#path = path;
    this.#policy = fromPolicy(policy);
    this.#trouble = trouble;
    this.#own = read(path, trouble, now);
  }

  view(): SettingsView {
    return { settings: { ...this.#own, ...this.#policy }, locked: Object.keys(this.#policy) };
  }

  /** Takes a change for now and for the next start; locked keys are left out. Resolves once it is on disk. */
  async change(change: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Promise<SettingsView> {
    const taken = Object.fromEntries(
      Object.entries(change).filter(([key, value]) => value !== undefined && !(key in this.#policy)),
    );
    this.#own = { ...this.#own, ...taken };
    const view = this.view();
    for (const listener of this.#listeners) listener(view);
    const text = `${JSON.stringify(this.#own, null, 2)}\n`;
    // One after the other: two renames at once could leave the older content.
    this.#writing = this.#writing
      .then(() => writeWhole(this.#path, text))
      .catch((error) => {
        this.#trouble('settings.unreadable', { path: this.#path, reason: String(error?.code ?? error) });
      });
    await this.#writing;
    return view;
  }

  onChange(listener: (view: SettingsView) => void): void {
    this.#listeners.add(listener);
  }

  /** Resolves when every change taken so far is on disk. */
  flushed(): Promise<void> {
    return this.#writing;
  }
}

function fromPolicy(policy: Policy): Partial<Settings> {
  const { language, theme, exportFolder, categories } = policy;
  return {
    ...(language === undefined ? {} : { language }),
    ...(theme === undefined ? {} : { theme }),
    ...(exportFolder === undefined ? {} : { exportFolder }),
    ...(categories === undefined ? {} : { categories }),
  };
}

function read(path: string, trouble: Trouble, now: () => number): Settings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') trouble('settings.unreadable', { path, reason: code ?? String(error) });
    return { ...DEFAULT_SETTINGS };
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    json = null;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    // Kept aside, never overwritten: it may hold a category list that took somebody an afternoon.
    const aside = `${path}.unreadable-${now()}`;
    try {
      renameSync(path, aside);
    } catch {
      // The file stays where it is; the next change replaces it.
    }
    trouble('settings.unreadable', { path: aside, reason: 'JSON' });
    return { ...DEFAULT_SETTINGS };
  }
  return keyByKey(json as Readonly<Record<string, unknown>>);
}

/** Each key by itself: one wrong value costs that value, not all the others. */
function keyByKey(json: Readonly<Record<string, unknown>>): Settings {
  const good: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const [key, check] of Object.entries(schema.shape) as [string, z.ZodType][]) {
    if (!Object.hasOwn(json, key)) continue;
    const value = check.safeParse(json[key]);
    if (value.success) good[key] = value.data;
  }
  return schema.parse(good);
}
