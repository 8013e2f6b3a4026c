import {
  $getState,
  $setState,
  createState,
  DecoratorNode,
  type EditorConfig,
  type LexicalEditor,
  type LexicalNode,
} from 'lexical';
import type { Inline, Picture } from '../../../../shared/body/schema';
import { captionText } from './caption';
import { drawPicture, updatePicture } from './view';

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
const asSize = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.round(value) : 1);
/** Captions come back from our own clipboard only; the store checks them again by the schema. */
const asInline = (value: unknown): readonly Inline[] => (Array.isArray(value) ? (value as Inline[]) : []);

const media = createState('media', { parse: asText });
const width = createState('width', { parse: asSize });
const height = createState('height', { parse: asSize });
const alt = createState('alt', { parse: asText });
const credit = createState('credit', { parse: asText });
const caption = createState('caption', { parse: asInline });

export interface PictureWords {
  readonly caption: readonly Inline[];
  readonly alt: string;
  readonly credit: string;
}

/** A picture with its caption, alternative text and credit, which are edited in place. */
export class PictureNode extends DecoratorNode<null> {
  override $config() {
    return this.config('picture', {
      extends: DecoratorNode,
      stateConfigs: [
        { flat: true, stateConfig: media },
        { flat: true, stateConfig: width },
        { flat: true, stateConfig: height },
        { flat: true, stateConfig: alt },
        { flat: true, stateConfig: credit },
        { flat: true, stateConfig: caption },
      ],
    });
  }
  override createDOM(_config: EditorConfig, editor: LexicalEditor): HTMLElement {
    return drawPicture(this.getKey(), this.shown(), editor);
  }
  override updateDOM(_prev: this, dom: HTMLElement): boolean {
    updatePicture(dom, this.shown());
    return false;
  }
  override isInline(): false {
    return false;
  }
  override decorate(): null {
    return null;
  }
  override getTextContent(): string {
    return captionText($getState(this, caption));
  }
  shown(): Omit<Picture, 'id' | 'kind'> {
    return {
      media: $getState(this, media),
      width: $getState(this, width),
      height: $getState(this, height),
      alt: $getState(this, alt),
      credit: $getState(this, credit),
      caption: [...$getState(this, caption)],
    };
  }
  setWords(words: Partial<PictureWords>): this {
    if (words.caption !== undefined) $setState(this, caption, words.caption);
    if (words.alt !== undefined) $setState(this, alt, words.alt);
    if (words.credit !== undefined) $setState(this, credit, words.credit);
    return this;
  }
}

export const $isPictureNode = (node: LexicalNode | null | undefined): node is PictureNode =>
  node instanceof PictureNode;

export function $fromPicture(block: Omit<Picture, 'id' | 'kind'>): PictureNode {
  const node = new PictureNode();
  $setState(node, media, block.media);
  $setState(node, width, block.width);
  $setState(node, height, block.height);
  return node.setWords(block);
}

const nfc = (line: readonly Inline[]): Inline[] =>
  line.map((part) =>
    part.t === 'text'
      ? { ...part, text: part.text.normalize('NFC') }
      : part.t === 'link'
        ? { ...part, children: nfc(part.children).filter((child) => child.t !== 'link') }
        : part,
  );

export function $toPicture(node: PictureNode, id: string): Picture {
  const shown = node.shown();
  return {
    id,
    kind: 'picture',
    ...shown,
    alt: shown.alt.normalize('NFC').slice(0, 2000),
    credit: shown.credit.normalize('NFC').slice(0, 500),
    caption: nfc(shown.caption),
  };
}
