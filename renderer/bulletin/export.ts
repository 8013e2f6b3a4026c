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
    notifyError(fault, () => void exportBulletin(id, choose));
  }
}
