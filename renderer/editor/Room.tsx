import { useEffect } from 'react';
import { announceFirstFrame } from './ready';

/** The writing room: stays mounted while other rooms are on screen. */
export function EditorRoom({ shown }: { readonly shown: boolean }) {
  useEffect(announceFirstFrame, []);
  return <div className="sheet-place" hidden={!shown} />;
}
