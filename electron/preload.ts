import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/channels';
import { CALL, EVENT } from './ipc/names';

/** Whoever listens, by event. The page sees neither ipcRenderer nor its event objects. */
const listeners = new Map<string, Set<(payload: unknown) => void>>();

ipcRenderer.on(EVENT, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CALL, name, input),
  on: (name, listener) => {
    const set = listeners.get(name) ?? new Set();
    listeners.set(name, set.add(listener));
    return () => set.delete(listener);
  },
};

contextBridge.exposeInMainWorld('toasoan', bridge);
