import { type BrowserWindow, dialog } from 'electron';

type Say = (key: string) => string;

/** What the house takes in as an article (electron/intake looks at the bytes, not at the name). */
const INTAKE = ['docx', 'doc', 'html', 'htm', 'txt'];
const PICTURES: readonly string[] = ['jpg', 'png', 'webp', 'gif'];

/** The system's own dialogs, in the words of the person's language. Each answers nothing when the person cancels. */
export function dialogs(owner: () => BrowserWindow, say: Say) {
  const pick = async (options: Electron.OpenDialogOptions): Promise<string[]> => {
    const { canceled, filePaths } = await dialog.showOpenDialog(owner(), options);
    return canceled ? [] : filePaths;
  };
  const all = () => ({ name: say('dialog.all'), extensions: ['*'] });
  return {
    articles: () =>
      pick({
        title: say('dialog.articles'),
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: say('dialog.articles.kind'), extensions: [...INTAKE] }, all()],
      }),
    pictures: () =>
      pick({
        title: say('dialog.pictures'),
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: say('dialog.pictures.kind'), extensions: ['jpeg', ...PICTURES] }, all()],
      }),
    folder: async (): Promise<string | null> => {
      const [folder] = await pick({ title: say('dialog.folder'), properties: ['openDirectory', 'createDirectory'] });
      return folder ?? null;
    },
    /** @param suggested whole path that is offered */
    pdf: async (suggested: string): Promise<string | null> => {
      const { canceled, filePath } = await dialog.showSaveDialog(owner(), {
        title: say('dialog.pdf'),
        defaultPath: suggested,
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      });
      return canceled || !filePath ? null : filePath;
    },
    /** The last save failed. True: close all the same. */
    closeUnsaved: async (): Promise<boolean> => {
      const { response } = await dialog.showMessageBox(owner(), {
        type: 'warning',
        message: say('close.unsaved.title'),
        detail: say('close.unsaved.body'),
        buttons: [say('close.unsaved.stay'), say('close.unsaved.leave')],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return response === 1;
    },
  };
}
