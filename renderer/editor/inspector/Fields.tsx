import 'dayjs/locale/vi';
import { Autocomplete, TagsInput, TextInput } from '@mantine/core';
import { DatesProvider, DateTimePicker } from '@mantine/dates';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArticleFields } from '../../../shared/domain/article';
import { call } from '../../ui/api';
import { useSettings } from '../../ui/settings';
import { desk, type OpenState } from '../desk';
import { Featured } from './Featured';

/** The fields beside the text (shared/domain/article.ts). What is typed is saved with the text. */
export function Fields({ open }: { readonly open: OpenState }) {
  const { t, i18n } = useTranslation();
  const fields = desk.fields();
  const categories = useCategories(open.article.id);
  if (!fields) return null;
  const disabled = !open.editable;
  const set = (change: Partial<ArticleFields>) => desk.setFields(change, true);
  const line = (name: 'author' | 'penName' | 'source', max: number) => (
    <TextInput
      label={t(`editor:field.${name}`)}
      name={name}
      value={fields[name]}
      maxLength={max}
      disabled={disabled}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
      <section className="fields" aria-label={t('editor:tab.fields')}>
        <Autocomplete
          label={t('editor:field.category')}
          name="category"
          data={categories}
          value={fields.category}
          maxLength={200}
          disabled={disabled}
          onChange={(category) => set({ category })}
        />
        <TagsInput
          label={t('editor:field.categories')}
          name="categories"
          data={categories.filter((one) => one !== fields.category)}
          value={fields.categories}
          maxTags={50}
          disabled={disabled}
          onChange={(list) => set({ categories: list })}
        />
        {line('author', 200)}
        {line('penName', 200)}
        {line('source', 500)}
        <TagsInput
          label={t('editor:field.keywords')}
          description={t('editor:field.keywords.how')}
          name="keywords"
          value={fields.keywords}
          maxTags={50}
          disabled={disabled}
          onChange={(keywords) => set({ keywords })}
        />
        <DateTimePicker
          label={t('editor:field.publishAt')}
          placeholder={t('editor:field.publishAt.none')}
          valueFormat="DD/MM/YYYY HH:mm"
          clearable
          disabled={disabled}
          value={fields.publishAt === null ? null : new Date(fields.publishAt)}
          onChange={(value) => set({ publishAt: value === null ? null : new Date(value).getTime() })}
        />
        <Featured featured={fields.featured} disabled={disabled} />
      </section>
    </DatesProvider>
  );
}

/** The office's own list first, then what is in use already. */
function useCategories(articleId: string): string[] {
  const { settings } = useSettings();
  const [used, setUsed] = useState<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for each article
  useEffect(() => {
    let wanted = true;
    call('articles.facets', {}).then(
      ({ categories }) => wanted && setUsed(categories),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [articleId]);
  return [...new Set([...settings.categories, ...used])];
}
