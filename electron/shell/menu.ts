import type { MenuItemConstructorOptions as Item } from 'electron';
import { COMMANDS, type CommandId } from '../../shared/commands';
import { type Language, say } from '../../shared/i18n';

interface MenuOptions {
  readonly language: Language;
  /** Development menus (tools, reload) are not shown in the packaged program. */
  readonly packaged: boolean;
  readonly onCommand: (command: CommandId) => void;
}

/** The native menu, from the same commands that the palette and shortcuts use. */
export function menuTemplate({ language, packaged, onCommand }: MenuOptions): Item[] {
  const word = (key: string) => say(language, 'app', `menu.${key}`);
  const command = (id: CommandId): Item => {
    const accelerator = COMMANDS[id];
    return {
      id,
      label: say(language, 'command', id),
      ...(accelerator === null ? {} : { accelerator }),
      click: () => onCommand(id),
    };
  };
  const role = (name: NonNullable<Item['role']>): Item => ({ id: name, role: name, label: word(name) });
  const line: Item = { type: 'separator' };
  const menu = (key: string, submenu: Item[]): Item => ({ id: key, label: word(key), submenu });
  return [
    menu('file', [
      command('article.new'),
      command('intake.open'),
      line,
      command('article.keep'),
      command('article.duplicate'),
      command('article.trash'),
      line,
      command('bulletin.export'),
      command('bulletin.print'),
      line,
      role('quit'),
    ]),
    menu('edit', [
      role('undo'),
      role('redo'),
      line,
      role('cut'),
      role('copy'),
      role('paste'),
      role('pasteAndMatchStyle'),
      role('selectAll'),
      line,
      command('search.focus'),
    ]),
    menu('article', [command('article.handIn'), command('article.approve'), command('article.publish')]),
    menu('view', [
      command('room.library'),
      command('room.editor'),
      command('room.bulletin'),
      command('room.sync'),
      command('room.office'),
      line,
      command('palette.open'),
      command('pane.next'),
      command('pane.left'),
      command('pane.right'),
      line,
      role('resetZoom'),
      role('zoomIn'),
      role('zoomOut'),
      role('togglefullscreen'),
      ...(packaged ? [] : [line, role('reload'), role('toggleDevTools')]),
    ]),
    menu('help', [command('help.about')]),
  ];
}
