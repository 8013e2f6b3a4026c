import { SegmentedControl, Select, Switch, Text, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useQuery } from '@tanstack/react-query';
import 'dayjs/locale/vi';
import { useTranslation } from 'react-i18next';
import type { BulletinFields } from '../../shared/domain/bulletin';
import { call } from '../ui/api';
import classes from './HeadForm.module.css';

interface Props {
  fields: BulletinFields;
  onChange: (change: Partial<BulletinFields>) => void;
}

const LONGEST = { kicker: 100, title: 300, publisher: 300, issue: 100 } as const;
const FOOT = { licence: 300, printer: 300, printRun: 100, period: 100, responsible: 300, deposit: 300 } as const;

/** What stands at the head of page 1, at the foot of the last page, and on what paper. */
export function HeadForm({ fields, onChange }: Props) {
  const { t, i18n } = useTranslation('bulletin');
  const presets = useQuery({ queryKey: ['presets'], queryFn: () => call('bulletins.presets', {}) });
  const { masthead, imprint } = fields;
  const preset = presets.data?.find((one) => one.id === fields.preset);
  const columns = preset?.columns ?? [1, 2, 3];
  const line = (name: keyof typeof LONGEST) => (
    <TextInput
      label={t(`masthead.${name}`)}
      placeholder={t(`masthead.${name}.hint`)}
      value={masthead[name]}
      maxLength={LONGEST[name]}
      onChange={(event) => onChange({ masthead: { ...masthead, [name]: event.currentTarget.value } })}
    />
  );
  return (
    <div className={classes.form}>
      <fieldset>
        <legend>{t('masthead')}</legend>
        <div className={classes.two}>
          {line('kicker')}
          {line('issue')}
        </div>
        {line('title')}
        {line('publisher')}
        <DateInput
          label={t('masthead.date')}
          placeholder={t('masthead.date.hint')}
          valueFormat="DD/MM/YYYY"
          dateParser={fromTyped}
          locale={i18n.language}
          firstDayOfWeek={1}
          clearable
          value={masthead.date === '' ? null : masthead.date}
          onChange={(date) => onChange({ masthead: { ...masthead, date: date ?? '' } })}
        />
      </fieldset>
      <fieldset>
        <legend>{t('imprint')}</legend>
        {(Object.keys(FOOT) as (keyof typeof FOOT)[]).map((name) => (
          <TextInput
            key={name}
            label={t(`imprint.${name}`)}
            placeholder={t(`imprint.${name}.hint`)}
            value={imprint[name]}
            maxLength={FOOT[name]}
            onChange={(event) => onChange({ imprint: { ...imprint, [name]: event.currentTarget.value } })}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('paper')}</legend>
        <Select
          label={t('preset')}
          allowDeselect={false}
          data={(presets.data ?? []).map((one) => ({
            value: one.id,
            label: i18n.language === 'en' ? one.name.en : one.name.vi,
          }))}
          value={fields.preset}
          onChange={(value) => {
            const next = presets.data?.find((one) => one.id === value);
            if (next === undefined) return;
            const kept = next.columns.includes(fields.columns) ? fields.columns : columnsOf(next.columns[0]);
            onChange({ preset: next.id, columns: kept });
          }}
        />
        <div>
          <Text component="div" fw={500} mb={4}>
            {t('columns')}
          </Text>
          <SegmentedControl
            aria-label={t('columns')}
            data={columns.map((count) => ({ value: String(count), label: t('columns.count', { count }) }))}
            value={String(fields.columns)}
            onChange={(value) => onChange({ columns: columnsOf(Number(value)) })}
          />
        </div>
        <Switch
          label={t('contents')}
          checked={fields.contents}
          onChange={(event) => onChange({ contents: event.currentTarget.checked })}
        />
      </fieldset>
    </div>
  );
}

const columnsOf = (count: number | undefined): BulletinFields['columns'] => (count === 1 ? 1 : count === 3 ? 3 : 2);

/** A day typed as d/m/yyyy, as people here write it; anything else is left to be corrected. */
function fromTyped(typed: string): string | null {
  const [, day, month, year] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed) ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  const real = date.getMonth() === Number(month) - 1 && date.getDate() === Number(day);
  return real ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}
