import { Button, SegmentedControl, TagsInput } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLibraryCommands } from '../library/everywhere';
import { call } from '../ui/api';
import { notifyError } from '../ui/notify';
import { RoomFrame, RoomHead } from '../ui/room/RoomFrame';
import { changeSettings, useSettings } from '../ui/settings';
import { Field } from './Field';
import { NoticeList } from './NoticeList';
import classes from './office.module.css';
import { TextSetting } from './TextSetting';

/** The choices of this person on this machine, what the office has set, and where everything lies. */
export default function OfficeRoom() {
  useLibraryCommands('office');
  const { t } = useTranslation('app');
  return (
    <RoomFrame label={t('room.office')}>
      <RoomHead title={t('room.office')} />
      <div className={classes.office}>
        <Settings />
        <Machine />
      </div>
    </RoomFrame>
  );
}

const change: typeof changeSettings = (settings) => changeSettings(settings).catch(notifyError);

function Settings() {
  const { t } = useTranslation('office');
  const { settings, locked } = useSettings();
  const fixed = (name: keyof typeof settings) => locked.includes(name);
  const pick = () => {
    call('targets.pickFolder', {}).then((folder) => {
      if (folder !== null) void change({ exportFolder: folder });
    }, notifyError);
  };
  return (
    <div className={classes.column}>
      <section className={classes.card} aria-labelledby="office-look">
        <h2 id="office-look">{t('look')}</h2>
        <Field label={t('language')} locked={fixed('language')}>
          <SegmentedControl
            aria-label={t('language')}
            disabled={fixed('language')}
            data={(['vi', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
            value={settings.language}
            onChange={(language) => void change({ language: language === 'en' ? 'en' : 'vi' })}
          />
        </Field>
        <Field label={t('theme')} locked={fixed('theme')}>
          <SegmentedControl
            aria-label={t('theme')}
            disabled={fixed('theme')}
            data={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
            value={settings.theme}
            onChange={(theme) => void change({ theme: theme === 'light' || theme === 'dark' ? theme : 'system' })}
          />
        </Field>
      </section>
      <section className={classes.card} aria-labelledby="office-new">
        <h2 id="office-new">{t('new')}</h2>
        <p className={classes.what}>{t('new.what')}</p>
        <Field label={t('author')} locked={fixed('author')} htmlFor="office-author">
          <TextSetting
            id="office-author"
            value={settings.author}
            disabled={fixed('author')}
            onValue={(author) => change({ author })}
          />
        </Field>
        <Field label={t('penName')} locked={fixed('penName')} htmlFor="office-pen-name">
          <TextSetting
            id="office-pen-name"
            value={settings.penName}
            disabled={fixed('penName')}
            onValue={(penName) => change({ penName })}
          />
        </Field>
        <Field
          label={t('categories')}
          locked={fixed('categories')}
          htmlFor="office-categories"
          note={t('categories.what')}
        >
          <TagsInput
            id="office-categories"
            disabled={fixed('categories')}
            value={settings.categories}
            maxTags={200}
            maxLength={200}
            splitChars={[',', ';']}
            placeholder={settings.categories.length === 0 ? t('categories.hint') : ''}
            onChange={(categories) => void change({ categories: categories.map((one) => one.trim().normalize('NFC')) })}
          />
        </Field>
      </section>
      <section className={classes.card} aria-labelledby="office-export">
        <h2 id="office-export">{t('export')}</h2>
        <Field label={t('exportFolder')} locked={fixed('exportFolder')}>
          <div className={classes.folder}>
            <span className={classes.path} data-testid="export-folder">
              {settings.exportFolder ?? t('exportFolder.documents')}
            </span>
            <Button
              variant="default"
              leftSection={<IconFolderOpen size={17} />}
              disabled={fixed('exportFolder')}
              onClick={pick}
            >
              {t('exportFolder.pick')}
            </Button>
            {settings.exportFolder !== null && !fixed('exportFolder') ? (
              <Button variant="subtle" color="gray" onClick={() => void change({ exportFolder: null })}>
                {t('exportFolder.reset')}
              </Button>
            ) : null}
          </div>
        </Field>
      </section>
    </div>
  );
}

function Machine() {
  const { t } = useTranslation(['office', 'app']);
  const info = useQuery({ queryKey: ['info'], queryFn: () => call('app.info', {}) });
  const { data } = info;
  return (
    <div className={classes.column}>
      <NoticeList />
      <section className={classes.card} aria-labelledby="office-data">
        <h2 id="office-data">{t('office:data')}</h2>
        <p className={classes.what}>{t('office:data.what')}</p>
        <p className={classes.path}>{data?.dataFolder ?? '\u00a0'}</p>
        <div>
          <Button
            variant="default"
            leftSection={<IconFolderOpen size={17} />}
            disabled={data === undefined}
            onClick={() => data && call('app.openFolder', { path: data.dataFolder }).catch(notifyError)}
          >
            {t('office:data.open')}
          </Button>
        </div>
      </section>
      <section className={classes.card} aria-labelledby="office-version">
        <h2 id="office-version">{t('office:version')}</h2>
        <dl className={classes.facts}>
          {(['version', 'electron', 'chrome', 'platform'] as const).map((name) => (
            <div key={name}>
              <dt>{t(`office:version.${name}`)}</dt>
              <dd>{data?.[name] ?? '\u00a0'}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
