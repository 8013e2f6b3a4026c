import { createElement, Fragment, type ReactNode } from 'react';
import type { Block, Inline, Mark, PlacedBlock, TextRun } from '../../../shared/body/schema';
import type { ArticleFields } from '../../../shared/domain/article';
import { assertNever } from '../../../shared/domain/errors';

const TAGS: Readonly<Record<Mark, 'strong' | 'em' | 'u' | 's' | 'sub' | 'sup'>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  subscript: 'sub',
  superscript: 'sup',
};

/** A stored text for reading only. */
export function Reading({
  fields,
  blocks,
}: {
  readonly fields: ArticleFields;
  readonly blocks: readonly PlacedBlock[];
}) {
  return (
    <article className="reading">
      <h1>{fields.title}</h1>
      {fields.subtitle !== '' && <p className="reading-subtitle">{fields.subtitle}</p>}
      {fields.lead !== '' && <p className="reading-lead">{fields.lead}</p>}
      {blocks.map(({ block }) => (
        <Fragment key={block.id}>{read(block)}</Fragment>
      ))}
    </article>
  );
}

function read(block: Block): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p style={{ textAlign: block.align }}>{line(block.inline)}</p>;
    case 'heading': {
      const Tag = `h${block.level}` as const;
      return <Tag style={{ textAlign: block.align }}>{line(block.inline)}</Tag>;
    }
    case 'quote':
      return <blockquote style={{ textAlign: block.align }}>{line(block.inline)}</blockquote>;
    case 'list':
      return (
        <ul>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stored list never changes its order
            <li key={index} style={{ marginLeft: item.level * 24, listStyle: item.ordered ? 'decimal' : 'disc' }}>
              {line(item.inline)}
            </li>
          ))}
        </ul>
      );
    case 'rule':
      return <hr />;
    case 'picture':
      return (
        <figure>
          <img src={`media://${block.media}`} alt={block.alt} />
          <figcaption>{line(block.caption)}</figcaption>
        </figure>
      );
    default:
      return assertNever(block);
  }
}

function line(inline: readonly Inline[]): ReactNode {
  return inline.map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a stored line never changes its order
    if (part.t === 'br') return <br key={index} />;
    // biome-ignore lint/suspicious/noArrayIndexKey: a stored line never changes its order
    if (part.t === 'link') return <u key={index}>{line(part.children)}</u>;
    // biome-ignore lint/suspicious/noArrayIndexKey: a stored line never changes its order
    return <Fragment key={index}>{marked(part)}</Fragment>;
  });
}

function marked(run: TextRun): ReactNode {
  let shown: ReactNode = run.text;
  for (const mark of run.marks ?? []) shown = createElement(TAGS[mark], null, shown);
  return shown;
}
