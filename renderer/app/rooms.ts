import type { ComponentType, ReactNode } from 'react';
import { type Late, late } from '../ui/late';
import type { Room } from '../ui/session';

type Loaded = { default: ComponentType };
const rooms = import.meta.glob<Loaded>('../{library,bulletin,sync,office}/index.tsx');
const compact = import.meta.glob<Loaded>('../library/Compact.tsx');

const Nothing: ComponentType = () => null;
const loader = (found: (() => Promise<Loaded>) | undefined): Late<object> =>
  late(found ?? (async () => ({ default: Nothing })));

/** Every room but the editor comes by dynamic import, after the editor's first frame. */
export const ROOMS: Readonly<Record<Exclude<Room, 'editor'>, ComponentType>> = {
  library: loader(rooms['../library/index.tsx']),
  bulletin: loader(rooms['../bulletin/index.tsx']),
  sync: loader(rooms['../sync/index.tsx']),
  office: loader(rooms['../office/index.tsx']),
};
export const CompactLibrary = loader(compact['../library/Compact.tsx']);
export const Inspector = late(() => import('../editor/inspector'));
export const Palette = late(() => import('./Palette'));
export const Themed = late<{ readonly children: ReactNode }>(async () => ({
  default: (await import('../ui/mantine')).Themed,
}));

/** What stands beside the sheet, all loaded at once; what cannot be had is told where it is drawn. */
export async function loadPanes(): Promise<void> {
  await Promise.allSettled([Themed, CompactLibrary, Inspector].map((one) => one.preload()));
}
