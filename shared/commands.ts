/**
 * Commands that the native menu, shortcuts and the palette share: id -> accelerator (Electron's spelling).
 * Words: i18n `command.<id>`. The interface acts on them; main only sends `menu.command`.
 */
export const COMMANDS = {
  'article.new': 'CmdOrCtrl+N',
  'article.duplicate': null,
  'article.trash': null,
  'article.keep': 'CmdOrCtrl+S',
  'article.handIn': 'CmdOrCtrl+Enter',
  'article.approve': null,
  'article.publish': null,
  'intake.open': 'CmdOrCtrl+O',
  'room.library': 'CmdOrCtrl+1',
  'room.editor': 'CmdOrCtrl+2',
  'room.bulletin': 'CmdOrCtrl+3',
  'room.sync': 'CmdOrCtrl+4',
  'room.office': 'CmdOrCtrl+5',
  'search.focus': 'CmdOrCtrl+Shift+F',
  'pane.next': 'F6',
  'pane.left': 'CmdOrCtrl+Alt+B',
  'pane.right': 'CmdOrCtrl+Alt+I',
  'bulletin.export': 'CmdOrCtrl+Shift+E',
  'bulletin.print': 'CmdOrCtrl+P',
  'palette.open': 'CmdOrCtrl+K',
  'help.about': null,
} as const satisfies Record<string, string | null>;
export type CommandId = keyof typeof COMMANDS;
