/** The only two names on Electron's IPC: one for calls from the interface, one for messages to it. */
export const CALL = 'toasoan:call';
export const EVENT = 'toasoan:event';
