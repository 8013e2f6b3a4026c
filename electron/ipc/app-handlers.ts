import type { ChannelOutput } from '../../shared/channels';
import { AppError } from '../../shared/domain/errors';
import type { Notices, SettingsFile } from '../office';
import type { Handlers } from './router';

export interface AppDoor {
  readonly info: ChannelOutput<'app.info'>;
  readonly notices: Notices;
  readonly settings: SettingsFile;
  readonly onReady: () => void;
  readonly onFlushed: (ok: boolean) => void;
  /** Shows a folder in the system's own file browser; false when there is none. */
  readonly openFolder: (path: string) => Promise<boolean>;
  /** False for an address that may not be opened. */
  readonly openLink: (url: string) => Promise<boolean>;
}

/** The channels about the program itself. */
export function appHandlers(
  door: AppDoor,
): Pick<
  Handlers,
  | 'app.info'
  | 'app.ready'
  | 'app.flushed'
  | 'app.openFolder'
  | 'app.openLink'
  | 'app.notices'
  | 'settings.get'
  | 'settings.set'
> {
  return {
    'app.info': () => door.info,
    'app.ready': () => {
      door.onReady();
      return {};
    },
    'app.flushed': ({ ok }) => {
      door.onFlushed(ok);
      return {};
    },
    'app.openFolder': async ({ path }) => {
      if (!(await door.openFolder(path))) throw new AppError('not-found', { path });
      return {};
    },
    'app.openLink': async ({ url }) => {
      if (!(await door.openLink(url))) throw new AppError('channel.input', { channel: 'app.openLink', field: 'url' });
      return {};
    },
    'app.notices': () => door.notices.all(),
    'settings.get': () => door.settings.view(),
    'settings.set': ({ change }) => door.settings.change(change),
  };
}
