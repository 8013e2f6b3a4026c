import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBook2,
  IconCopy,
  IconSend,
  IconSortAscending,
  IconSortDescending,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { STATUSES, type Status } from '../../shared/domain/article';
import { formatCount } from '../ui/room/format';
import { isSearching, startsDescending, type View } from './filter';
import classes from './ListBar.module.css';

interface FilterProps {
  view: View;
  onView: (change: Partial<View>) => void;
}

/** Statuses to show and the order: the line above the list while nothing is chosen. */
export function StatusBar({ view, onView }: FilterProps) {
  const { t } = useTranslation(['library', 'app']);
  const flip = (status: Status) =>
    onView({
      status: view.status.includes(status) ? view.status.filter((one) => one !== status) : [...view.status, status],
    });
  const sorts = [
    'updated',
    'created',
    'publish',
    'title',
    ...(isSearching(view) ? ['relevance'] : []),
  ] as View['sort'][];
  const sort = sorts.includes(view.sort) ? view.sort : 'updated';
  return (
    <div className={classes.bar}>
      <fieldset className={classes.chips} aria-label={t('library:filter.status')}>
        {STATUSES.map((status) => (
          <button
            key={status}
            type="button"
            className={classes.chip}
            aria-pressed={view.status.includes(status)}
            onClick={() => flip(status)}
          >
            {t(`app:status.${status}`)}
          </button>
        ))}
      </fieldset>
      <div className={classes.sort}>
        <Select
          aria-label={t('library:sort')}
          size="sm"
          w={186}
          allowDeselect={false}
          data={sorts.map((value) => ({ value, label: t(`library:sort.${value}`) }))}
          value={sort}
          onChange={(value) => {
            const next = sorts.find((one) => one === value) ?? 'updated';
            onView({ sort: next, descending: startsDescending(next) });
          }}
        />
        <Tooltip label={t(view.descending ? 'library:sort.down' : 'library:sort.up')}>
          <ActionIcon
            variant="default"
            size={36}
            disabled={sort === 'relevance'}
            aria-label={t(view.descending ? 'library:sort.down' : 'library:sort.up')}
            onClick={() => onView({ descending: !view.descending })}
          >
            {view.descending ? <IconSortDescending size={18} /> : <IconSortAscending size={18} />}
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}

interface ChosenProps {
  count: number;
  total: number;
  trash: boolean;
  onBulletin: () => void;
  onPublish: () => void;
  onDuplicate: () => void;
  onTrash: () => void;
  onRestore: () => void;
  onPurge: () => void;
  onNone: () => void;
}

/** What can be done with the chosen articles; stands in the same line as the filter, so that the list does not move. */
export function ChosenBar(props: ChosenProps) {
  const { t, i18n } = useTranslation('library');
  const { count, total } = props;
  const shown = formatCount(count, i18n.language);
  return (
    <div className={classes.bar} data-chosen="true" role="toolbar" aria-label={t('chosen.toolbar')}>
      <strong className={classes.count} aria-live="polite">
        {count >= 1000 && total > count ? t('chosen.most', { shown }) : t('chosen', { count, shown })}
      </strong>
      {props.trash ? (
        <>
          <Button variant="default" leftSection={<IconArrowBackUp size={17} />} onClick={props.onRestore}>
            {t('restore')}
          </Button>
          <Button variant="default" c="var(--fault)" leftSection={<IconTrash size={17} />} onClick={props.onPurge}>
            {t('purge')}
          </Button>
        </>
      ) : (
        <>
          <Button variant="default" leftSection={<IconBook2 size={17} />} onClick={props.onBulletin}>
            {t('toBulletin')}
          </Button>
          <Button variant="default" leftSection={<IconSend size={17} />} onClick={props.onPublish}>
            {t('publish')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconCopy size={17} />}
            disabled={count !== 1}
            onClick={props.onDuplicate}
          >
            {t('duplicate')}
          </Button>
          <Tooltip label={t('trash.key')}>
            <Button variant="default" leftSection={<IconTrash size={17} />} onClick={props.onTrash}>
              {t('trash')}
            </Button>
          </Tooltip>
        </>
      )}
      <Button variant="subtle" color="gray" ml="auto" leftSection={<IconX size={17} />} onClick={props.onNone}>
        {t('chosen.none')}
      </Button>
    </div>
  );
}
