import { join } from 'node:path';

export type LogDetail = Readonly<Record<string, string | number>>;
export type Log = (event: string, detail?: LogDetail) => void;

const MEGABYTE = 1024 * 1024;

/**
 * The program's own diary, for diagnosis: what happened, never what was written. Faults also go to standard error.
 * The writer is loaded when the first line comes, not at start.
 * @param folder logs lie here, at most two files of a megabyte
 */
export function openLog(folder: string): { info: Log; fault: (where: string, fault: unknown) => void } {
  let writer: Promise<{ info: (line: string) => void; error: (line: string) => void }> | undefined;
  const load = () => {
    writer ??= import('electron-log/node').then(({ default: log }) => {
      const file = log.create({ logId: 'toasoan' });
      file.transports.console.level = false;
      file.transports.file.level = 'info';
      file.transports.file.maxSize = MEGABYTE;
      file.transports.file.resolvePathFn = () => join(folder, 'main.log');
      return file;
    });
    return writer;
  };
  return {
    info: (event, detail = {}) => {
      void load().then((file) => file.info(`${event} ${JSON.stringify(detail)}`));
    },
    fault: (where, fault) => {
      const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
      console.error(`[${where}]`, text);
      void load().then((file) => file.error(`[${where}] ${text}`));
    },
  };
}
