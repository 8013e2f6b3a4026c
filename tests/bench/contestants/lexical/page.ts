import { registerRichText } from '@lexical/rich-text';
import { createEditor, type SerializedEditorState } from 'lexical';

/** What the bench tells the page about the product's sheet, so that both lay out the same lines. */
export interface Look {
  /** Width of a paragraph (CSS px). */
  width: number;
  /** CSS shorthand: `400 17px / 27.2px "Tinos"`. */
  font: string;
  /** Of a paragraph, as CSS writes them. */
  margin: string;
  indent: string;
}

const sheet = document.getElementById('sheet');
if (!sheet) throw new Error('index.html has no #sheet');
const editor = createEditor({
  namespace: 'bare',
  onError: (error) => {
    throw error;
  },
});
editor.setRootElement(sheet);
registerRichText(editor);

/** Lexical's own JSON of a body of paragraphs. */
function stateOf(paragraphs: readonly string[]): string {
  const base = { direction: null, format: '', indent: 0, version: 1 };
  return JSON.stringify({
    root: {
      ...base,
      type: 'root',
      children: paragraphs.map((text) => ({
        ...base,
        type: 'paragraph',
        textFormat: 0,
        textStyle: '',
        children: [{ type: 'text', text, detail: 0, format: 0, mode: 'normal', style: '', version: 1 }],
      })),
    },
  });
}

const set = (json: string) => editor.setEditorState(editor.parseEditorState(json));
let held = stateOf(['']);

const bare = {
  look(look: Look): void {
    const style = document.documentElement.style;
    style.setProperty('--width', `${look.width}px`);
    style.setProperty('--font', look.font);
    style.setProperty('--margin', look.margin);
    style.setProperty('--indent', look.indent);
  },
  /** Holds a state in memory. */
  hold(paragraphs: readonly string[]): void {
    held = stateOf(paragraphs);
  },
  /** Takes the held state: from memory to the editor. The meter gives it the caret, as it does the product. */
  take(): void {
    set(held);
  },
  clear(): void {
    set(stateOf(['']));
  },
  state: (): SerializedEditorState => editor.getEditorState().toJSON(),
};
declare global {
  interface Window {
    bare: typeof bare;
  }
}
window.bare = bare;
