// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are the grid's: Enter opens, Space chooses
// biome-ignore-all lint/a11y/noStaticElementInteractions: Space on the line does the same as the box
// biome-ignore-all lint/a11y/useSemanticElements: a virtual list is no table: rows are placed by transform
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid alone holds the focus and names the active row
import { IconCheck } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedArticle } from '../../shared/channels';
import { formatCount, formatMoment, formatWhen } from '../ui/room/format';
import { StatusMark } from '../ui/room/StatusMark';
import classes from './ArticleGrid.module.css';
import { Marked } from './Marked';

export interface LineActs {
  press(index: number, id: string, event: MouseEvent): void;
  tick(index: number, id: string): void;
  open(id: string): void;
}

interface Props {
  index: number;
  top: number;
  row: ListedArticle | undefined;
  selected: boolean;
  active: boolean;
  now: number;
  acts: LineActs;
}

/** One article in the list, or its place while its window is on the way. */
export const ArticleLine = memo(function ArticleLine({ index, top, row, selected, active, now, acts }: Props) {
  const { t, i18n } = useTranslation(['library', 'app']);
  const shared = {
    className: classes.line,
    id: `article-line-${index}`,
    'aria-rowindex': index + 2,
    'data-active': active,
    style: { transform: `translateY(${top}px)` },
  } as const;
  if (row === undefined) {
    return (
      <div {...shared} role="row" aria-busy="true">
        <div role="gridcell" className={classes.blank} />
      </div>
    );
  }
  const title = row.title === '' ? t('app:common.untitled') : row.title;
  return (
    // The grid itself holds the keyboard (aria-activedescendant): a line only answers the mouse.
    <div
      {...shared}
      role="row"
      aria-selected={selected}
      onMouseDown={(event) => (event.shiftKey ? event.preventDefault() : undefined)}
      onClick={(event) => acts.press(index, row.id, event)}
      onDoubleClick={() => acts.open(row.id)}
    >
      <div role="gridcell" className={classes.box}>
        <span
          className={classes.tick}
          data-on={selected}
          title={t('library:row.choose')}
          onClick={(event) => {
            event.stopPropagation();
            acts.tick(index, row.id);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {selected ? <IconCheck size={14} stroke={3} aria-hidden="true" /> : null}
        </span>
      </div>
      <div role="gridcell" className={classes.words}>
        <button
          type="button"
          tabIndex={-1}
          className={classes.title}
          data-empty={row.title === ''}
          title={title}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.stopPropagation();
            acts.open(row.id);
          }}
        >
          {row.title === '' ? title : <Marked text={row.title} hits={row.titleHits} />}
        </button>
        {row.snippet === '' ? null : (
          <div className={classes.snippet}>
            <Marked text={row.snippet} hits={row.snippetHits} />
          </div>
        )}
      </div>
      <div role="gridcell" className={classes.cell}>
        <StatusMark status={row.status} />
      </div>
      <div role="gridcell" className={classes.cell}>
        {row.category}
      </div>
      <div role="gridcell" className={classes.cell}>
        {row.author}
      </div>
      <div role="gridcell" className={classes.figure}>
        {formatCount(row.words, i18n.language)}
      </div>
      <div role="gridcell" className={classes.figure} title={formatMoment(row.deletedAt ?? row.updatedAt)}>
        {formatWhen(row.deletedAt ?? row.updatedAt, now)}
      </div>
    </div>
  );
});
