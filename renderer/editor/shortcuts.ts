import { COMMAND_PRIORITY_HIGH, KEY_DOWN_COMMAND } from 'lexical';
import { desk } from './desk';
import { editLink } from './link-dialog';
import { setAlign, setBlock, toggleMark } from './tools';

/** Keys of the sheet beside Lexical's own (Ctrl+B, I, U, Z, Y); by their place on the keyboard, as layouts differ. */
const KEYS: Readonly<Record<string, () => void>> = {
  'ctrl+shift+KeyX': () => toggleMark('strikethrough'),
  'ctrl+Period': () => toggleMark('superscript'),
  'ctrl+Comma': () => toggleMark('subscript'),
  'ctrl+shift+Digit8': () => setBlock('bullets'),
  'ctrl+shift+Digit7': () => setBlock('numbers'),
  'ctrl+shift+Digit9': () => setBlock('quote'),
  'ctrl+alt+Digit0': () => setBlock('paragraph'),
  'ctrl+alt+Digit2': () => setBlock('heading2'),
  'ctrl+alt+Digit3': () => setBlock('heading3'),
  'ctrl+alt+Digit4': () => setBlock('heading4'),
  'ctrl+KeyL': () => setAlign('left'),
  'ctrl+KeyE': () => setAlign('center'),
  'ctrl+KeyR': () => setAlign('right'),
  'ctrl+KeyJ': () => setAlign('justify'),
  'ctrl+shift+KeyK': () => editLink(),
};

desk.editor.registerCommand(
  KEY_DOWN_COMMAND,
  (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.isComposing || !desk.editor.isEditable()) return false;
    const act = KEYS[`ctrl+${event.shiftKey ? 'shift+' : ''}${event.altKey ? 'alt+' : ''}${event.code}`];
    if (!act) return false;
    event.preventDefault();
    act();
    return true;
  },
  COMMAND_PRIORITY_HIGH,
);
