import { AppError } from '../../shared/domain/errors';
import { call } from '../ui/api';
import { notify, notifyError } from '../ui/notify';
import { say } from '../ui/words';

/** The folder a file lies in, whichever way the system writes paths. */
const folderOf = (path: string): string => path.replace(/[\\/][^\\/]*$/, '') || path;

/** Writes the PDF of a saved bulletin. `choose`: asks where; else into the export folder. */
export async function exportBulletin(id: string, choose: boolean): Promise<void> {
  try {
    const done = await call('bulletins.export', { id, choose });
    if (done === null) return;
    notify({
      kind: 'done',
      title: say('bulletin:exported', { count: done.pages }),
      body: done.path,
      action: {
        label: say('bulletin:exported.open'),
        run: () => void call('app.openFolder', { path: folderOf(done.path) }).catch(notifyError),
      },
      lasts: 20_000,
    });
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'store.disk-full' && 'path' in fault.params) {
      notify({
        kind: 'fault',
        title: say('bulletin:export.full'),
        body: say('bulletin:export.full.body', { path: fault.params.path ?? '' }),
        action: { label: say('bulletin:export.full.action'), run: () => void exportBulletin(id, true) },
      });
      return;
    }
    // A folder that cannot be written to stays so: the next step is to choose another.
    const elsewhere = choose || (fault instanceof AppError && fault.code === 'folder.not-writable');
    notifyError(fault, () => void exportBulletin(id, elsewhere));
  }
}
