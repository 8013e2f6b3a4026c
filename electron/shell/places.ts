import { join } from 'node:path';

/** Folders that the program writes to. */
export interface Places {
  /** Settings; roams with a Windows profile, so nothing large may lie there. */
  readonly settings: string;
  /** Database, media, snapshots; on this machine's own disk. */
  readonly data: string;
  /** What can be thrown away: print previews, Chromium's session, logs. */
  readonly session: string;
  readonly previews: string;
  readonly logs: string;
}

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** `--user-data-dir`: everything below this one folder (tests, portable use). */
  readonly chosen?: string | undefined;
}

/**
 * Settings go where the profile roams, data where it stays: a database in a roaming profile would be copied over the
 * network at every log-in, and WAL needs a local disk.
 */
export function places(machine: Machine): Places {
  const { platform, env, home, chosen } = machine;
  let settings: string;
  let local: string;
  if (chosen) {
    settings = chosen;
    local = chosen;
  } else if (platform === 'win32') {
    settings = join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Toasoan');
    local = join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Toasoan');
  } else if (platform === 'darwin') {
    settings = join(home, 'Library', 'Application Support', 'toasoan');
    local = settings;
  } else {
    // The XDG rule: a path that is not absolute counts as unset.
    const base = (value: string | undefined, otherwise: string) => (value?.startsWith('/') ? value : otherwise);
    settings = join(base(env.XDG_CONFIG_HOME, join(home, '.config')), 'toasoan');
    local = join(base(env.XDG_DATA_HOME, join(home, '.local', 'share')), 'toasoan');
  }
  return {
    settings,
    data: join(local, 'data'),
    session: join(local, 'session'),
    previews: join(local, 'previews'),
    logs: join(local, 'logs'),
  };
}
