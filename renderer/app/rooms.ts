import { type ComponentType, lazy } from 'react';
import type { Room } from '../ui/session';

type Loaded = { default: ComponentType };
const rooms = import.meta.glob<Loaded>('../{library,bulletin,sync,office}/index.tsx');
const compact = import.meta.glob<Loaded>('../library/Compact.tsx');

const Nothing: ComponentType = () => null;
const loader = (found: (() => Promise<Loaded>) | undefined) => lazy(found ?? (async () => ({ default: Nothing })));

/** Every room but the editor comes by dynamic import, after the editor's first frame. */
export const ROOMS: Readonly<Record<Exclude<Room, 'editor'>, ComponentType>> = {
  library: loader(rooms['../library/index.tsx']),
  bulletin: loader(rooms['../bulletin/index.tsx']),
  sync: loader(rooms['../sync/index.tsx']),
  office: loader(rooms['../office/index.tsx']),
};
export const CompactLibrary: ComponentType = loader(compact['../library/Compact.tsx']);
