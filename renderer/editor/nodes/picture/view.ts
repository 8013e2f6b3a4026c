import { $getNodeByKey, type LexicalEditor, type NodeKey } from 'lexical';
import type { Picture } from '../../../../shared/body/schema';
import { say } from '../../../ui/words';
import { captionText, editCaption } from './caption';
import { $isPictureNode } from './node';

type Shown = Omit<Picture, 'id' | 'kind'>;

/** Events of the fields that must not reach the editor around them. */
const OWN = ['keydown', 'beforeinput', 'input', 'paste', 'cut', 'copy', 'compositionstart', 'compositionend', 'drop'];

/**
 * A figure with three plain fields. They are plain because a caption is one line of words: input methods treat a
 * plain field as any other, and the body's editor is not asked for each of its keys.
 */
export function drawPicture(key: NodeKey, shown: Shown, editor: LexicalEditor): HTMLElement {
  const figure = document.createElement('figure');
  figure.className = 'picture';
  figure.contentEditable = 'false';
  const image = document.createElement('img');
  image.draggable = false;
  image.decoding = 'async';
  image.loading = 'lazy';
  const words = document.createElement('div');
  words.className = 'picture-words';
  const write = (change: (shown: Shown) => Partial<Shown>) =>
    editor.update(
      () => {
        const node = $getNodeByKey(key);
        if ($isPictureNode(node)) node.setWords(change(node.shown()));
      },
      { tag: ['skip-dom-selection', 'skip-scroll-into-view', 'picture-words'] },
    );
  words.append(
    field('caption', 'textarea', (typed) => write((old) => ({ caption: editCaption(old.caption, typed) }))),
    field('credit', 'input', (typed) => write(() => ({ credit: typed }))),
    field('alt', 'input', (typed) => write(() => ({ alt: typed }))),
  );
  for (const name of OWN) words.addEventListener(name, (event) => event.stopPropagation());
  const remove = document.createElement('button');
  remove.type = 'button';
  remove.className = 'picture-remove button';
  remove.textContent = say('editor:picture.remove');
  remove.addEventListener('click', () =>
    editor.update(() => {
      const node = $getNodeByKey(key);
      node?.selectNext();
      node?.remove();
    }),
  );
  figure.append(image, words, remove);
  lockPicture(figure, !editor.isEditable());
  updatePicture(figure, shown);
  return figure;
}

function field(
  name: 'caption' | 'credit' | 'alt',
  tag: 'input' | 'textarea',
  typed: (text: string) => void,
): HTMLElement {
  const label = document.createElement('label');
  label.className = `picture-${name}`;
  const title = document.createElement('span');
  title.textContent = say(`editor:picture.${name}`);
  const input = document.createElement(tag);
  input.name = name;
  input.placeholder = say(`editor:picture.${name}.ask`);
  input.maxLength = name === 'credit' ? 500 : 2000;
  if (input instanceof HTMLTextAreaElement) input.rows = 1;
  input.addEventListener('input', () => typed(input.value));
  label.append(title, input);
  return label;
}

/** Shows a picture's state; a field that already says it is not touched, so that its caret stays. */
export function updatePicture(figure: HTMLElement, shown: Shown): void {
  const image = figure.querySelector('img');
  const source = `media://${shown.media}`;
  if (image && image.getAttribute('src') !== source) {
    image.src = source;
    image.width = shown.width;
    image.height = shown.height;
  }
  if (image) image.alt = shown.alt;
  const values = { caption: captionText(shown.caption), credit: shown.credit, alt: shown.alt };
  for (const [name, value] of Object.entries(values)) {
    const input = figure.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`);
    if (input && input.value !== value) input.value = value;
  }
}

/** The words of a picture follow the article: what is approved is read only. */
export function lockPicture(figure: Element, locked: boolean): void {
  for (const field of figure.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea'))
    field.readOnly = locked;
}
