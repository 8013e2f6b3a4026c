import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconX } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulletinFields } from '../../shared/domain/bulletin';
import { useMarks } from '../library/rows';
import { formatCount } from '../ui/room/format';
import { StatusMark } from '../ui/room/StatusMark';
import { openArticle } from '../ui/session';
import classes from './ItemList.module.css';
import { moved } from './order';

type Items = BulletinFields['items'];

interface Props {
  items: Items;
  onItems: (items: Items) => void;
}

/** The articles of a bulletin in their order, which the mouse drags and Alt with an arrow moves. */
export function ItemList({ items, onItems }: Props) {
  const { t, i18n } = useTranslation(['bulletin', 'app']);
  const marks = useMarks(items.map((item) => item.articleId));
  const [dragged, setDragged] = useState<number | null>(null);
  const [target, setTarget] = useState<number | null>(null);
  const [told, setTold] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const follow = useRef<number | null>(null);

  // The keyboard goes along with the article it moves.
  useEffect(() => {
    if (follow.current === null) return;
    list.current?.querySelectorAll<HTMLElement>('[data-title]')[follow.current]?.focus();
    follow.current = null;
  });

  const name = (index: number) => {
    const title = marks[index]?.title ?? '';
    return title === '' ? t('app:common.untitled') : title;
  };
  const move = (from: number, to: number) => {
    if (to < 0 || to >= items.length) return;
    follow.current = to;
    setTold(t('bulletin:moved', { title: name(from), at: to + 1, of: items.length }));
    onItems(moved(items, from, to));
  };
  const remove = (index: number) => {
    follow.current = Math.min(index, items.length - 2);
    setTold(t('bulletin:removed', { title: name(index) }));
    onItems(items.filter((_, at) => at !== index));
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by !== 0 && event.altKey) move(index, index + by);
    else if (by !== 0) list.current?.querySelectorAll<HTMLElement>('[data-title]')[index + by]?.focus();
    else if (event.key === 'Delete') remove(index);
    else return;
    event.preventDefault();
  };
  const onDrop = (event: DragEvent) => {
    if (dragged === null || target === null) return;
    event.preventDefault();
    // Dropped after its own old place the article itself no longer counts.
    const to = target > dragged ? target - 1 : target;
    if (to !== dragged) onItems(moved(items, dragged, to));
    setDragged(null);
    setTarget(null);
  };

  return (
    <>
      <ol ref={list} className={classes.list} onDrop={onDrop} aria-label={t('bulletin:items.list')}>
        {items.map((item, index) => {
          const mark = marks[index];
          return (
            <li
              key={item.articleId}
              className={classes.line}
              draggable
              data-dragged={dragged === index}
              data-before={target === index && dragged !== null}
              data-after={target === items.length && index === items.length - 1 && dragged !== null}
              onDragStart={(event) => {
                setDragged(index);
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', name(index));
              }}
              onDragEnd={() => {
                setDragged(null);
                setTarget(null);
              }}
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                const box = event.currentTarget.getBoundingClientRect();
                setTarget(event.clientY > box.top + box.height / 2 ? index + 1 : index);
              }}
            >
              <IconGripVertical size={18} className={classes.grip} aria-hidden="true" />
              <span className={classes.number}>{index + 1}</span>
              <span className={classes.words}>
                <button
                  type="button"
                  data-title
                  className={classes.title}
                  data-gone={mark === null}
                  title={mark ? name(index) : undefined}
                  aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
                  onClick={() => mark && openArticle(item.articleId)}
                  onKeyDown={(event) => onKeyDown(event, index)}
                >
                  {mark === undefined ? '\u00a0' : mark === null ? t('bulletin:gone') : name(index)}
                </button>
                <span className={classes.under}>
                  {mark ? (
                    <>
                      <StatusMark status={mark.status} />
                      <span>{t('bulletin:words', { shown: formatCount(mark.words, i18n.language) })}</span>
                      {mark.trashed ? <span className={classes.trashed}>{t('bulletin:trashed')}</span> : null}
                    </>
                  ) : (
                    '\u00a0'
                  )}
                </span>
              </span>
              <span className={classes.tools}>
                <Tooltip label={t('bulletin:up')}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    tabIndex={-1}
                    disabled={index === 0}
                    aria-label={t('bulletin:up')}
                    onClick={() => move(index, index - 1)}
                  >
                    <IconArrowUp size={17} />
                  </ActionIcon>
                </Tooltip>
                <Tooltip label={t('bulletin:down')}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    tabIndex={-1}
                    disabled={index === items.length - 1}
                    aria-label={t('bulletin:down')}
                    onClick={() => move(index, index + 1)}
                  >
                    <IconArrowDown size={17} />
                  </ActionIcon>
                </Tooltip>
                <Tooltip label={t('bulletin:remove')}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('bulletin:remove.of', { title: name(index) })}
                    onClick={() => remove(index)}
                  >
                    <IconX size={17} />
                  </ActionIcon>
                </Tooltip>
              </span>
            </li>
          );
        })}
      </ol>
      <p className="visually-hidden" aria-live="polite">
        {told}
      </p>
    </>
  );
}
