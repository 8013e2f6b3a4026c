import { CloseButton, Select, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { IconCalendar, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import 'dayjs/locale/vi';
import type { KeyboardEvent, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ui/api';
import classes from './FilterBar.module.css';
import type { View } from './filter';

interface Props {
  view: View;
  onView: (change: Partial<View>) => void;
  searchRef: Ref<HTMLInputElement>;
  onDown: () => void;
}

const options = (values: readonly string[], chosen: string | null): string[] =>
  [...new Set(chosen === null ? values : [...values, chosen])].filter((value) => value !== '');

/** Words to search for, and what to leave out. Everything acts at once; nothing here moves when lists change. */
export function FilterBar({ view, onView, searchRef, onDown }: Props) {
  const { t, i18n } = useTranslation('library');
  const facets = useQuery({ queryKey: ['facets'], queryFn: () => call('articles.facets', {}) });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && view.query !== '') {
      event.stopPropagation();
      onView({ query: '' });
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      onDown();
    }
  };
  return (
    <search className={classes.bar}>
      <TextInput
        ref={searchRef}
        className={classes.search}
        leftSection={<IconSearch size={17} aria-hidden="true" />}
        rightSection={
          view.query === '' ? null : (
            <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => onView({ query: '' })} />
          )
        }
        placeholder={t('search.hint')}
        aria-label={t('search')}
        value={view.query}
        maxLength={500}
        spellCheck={false}
        onChange={(event) => onView({ query: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <Select
        className={classes.narrow}
        aria-label={t('filter.category')}
        placeholder={t('filter.category')}
        data={options(facets.data?.categories ?? [], view.category)}
        value={view.category}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('filter.clear.one') }}
        nothingFoundMessage={t('filter.none')}
        comboboxProps={{ width: 240, position: 'bottom-start' }}
        onChange={(category) => onView({ category })}
      />
      <Select
        className={classes.narrow}
        aria-label={t('filter.author')}
        placeholder={t('filter.author')}
        data={options(facets.data?.authors ?? [], view.author)}
        value={view.author}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('filter.clear.one') }}
        nothingFoundMessage={t('filter.none')}
        comboboxProps={{ width: 240, position: 'bottom-start' }}
        onChange={(author) => onView({ author })}
      />
      <DatePickerInput
        className={classes.dates}
        type="range"
        aria-label={t('filter.dates')}
        placeholder={t('filter.dates')}
        leftSection={<IconCalendar size={17} aria-hidden="true" />}
        valueFormat="DD/MM/YYYY"
        locale={i18n.language}
        firstDayOfWeek={1}
        allowSingleDateInRange
        clearable
        clearButtonProps={{ 'aria-label': t('filter.clear.one') }}
        value={[view.from, view.to]}
        onChange={([from, to]) => onView({ from, to })}
      />
    </search>
  );
}
