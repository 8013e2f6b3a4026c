import { COMMANDS, type CommandId } from '../../shared/commands';
import { runCommand } from '../ui/commands';

const KEYS: Readonly<Record<string, string>> = { enter: 'Enter', f6: 'F6' };

/** "CmdOrCtrl+Shift+F" as people read it. */
export const shortcutWords = (accelerator: string | null): string => (accelerator ?? '').replace('CmdOrCtrl', 'Ctrl');

const table = new Map<string, CommandId>();
for (const [id, accelerator] of Object.entries(COMMANDS)) {
  if (accelerator) table.set(accelerator.replace('CmdOrCtrl', 'Ctrl').toLowerCase(), id as CommandId);
}

/** The command a key press stands for, by the accelerators that the native menu shows too. */
export function commandOf(event: KeyboardEvent): CommandId | undefined {
  // Digits and letters by their place on the keyboard where a layout or input method gives another letter.
  const letter = /^(Key|Digit)(.)$/.exec(event.code)?.[2] ?? KEYS[event.key.toLowerCase()] ?? event.key;
  const parts = [
    event.ctrlKey || event.metaKey ? 'ctrl' : '',
    event.altKey ? 'alt' : '',
    event.shiftKey ? 'shift' : '',
  ];
  const key = [...parts.filter((part) => part !== ''), letter.toLowerCase()].join('+');
  return table.get(key);
}

/**
 * Runs shortcuts in the page. A key that is handled here never reaches the native menu, so nothing runs twice;
 * one that nothing on screen answers to goes on to the menu.
 */
export function listenToShortcuts(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.isComposing || event.defaultPrevented) return;
      if (!event.ctrlKey && !event.metaKey && !/^F\d+$/.test(event.key)) return;
      const id = commandOf(event);
      if (id === undefined || !runCommand(id)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}
