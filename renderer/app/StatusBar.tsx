import { IconCheck, IconCloudOff, IconCloudUp, IconExclamationCircle, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatTime } from '../ui/room/format';
import { openRoom, useSession } from '../ui/session';
import { useStatus } from '../ui/status';

/** Words a minute of a person reading news in Vietnamese, syllables counted as words. */
const READING_SPEED = 240;

/** Always true: what is on disk, how the line stands, how long the text is. Each part opens its room. */
export function StatusBar() {
  const { t } = useTranslation();
  const { room } = useSession();
  const pages = useStatus('pages');
  return (
    <section className="status" aria-label={t('app:status')} data-pane="status">
      <SavedState />
      <Line />
      <span className="status-gap" />
      <Words />
      {room === 'bulletin' && pages !== null && (
        <span className="status-item tabular">{t('app:status.pages', { count: pages })}</span>
      )}
    </section>
  );
}

function SavedState() {
  const { t } = useTranslation();
  const saved = useStatus('saved');
  if (saved.state === 'none') return null;
  const failed = saved.state === 'failed';
  const Icon = failed ? IconExclamationCircle : saved.state === 'saved' ? IconCheck : IconPencil;
  const words =
    saved.state === 'saved'
      ? saved.at === null
        ? t('app:status.savedAll')
        : t('app:status.saved', { time: formatTime(saved.at) })
      : t(failed ? 'app:status.failed' : 'app:status.unsaved');
  return (
    <button
      type="button"
      className={`status-item ${saved.state}`}
      data-testid="saved"
      data-state={saved.state}
      onClick={() => openRoom('editor')}
    >
      <Icon size={16} aria-hidden />
      {words}
    </button>
  );
}

function Line() {
  const { t } = useTranslation();
  const line = useStatus('line');
  if (!line) return null;
  const { icon: Icon, words, tone } = lineWords(line);
  return (
    <button
      type="button"
      className={`status-item ${tone}`}
      data-testid="line"
      data-state={line.state}
      onClick={() => openRoom('sync')}
    >
      <Icon size={16} aria-hidden />
      {words.map(([key, count]) => t(`app:status.${key}`, { count })).join(' · ')}
    </button>
  );
}

function lineWords(line: NonNullable<ReturnType<typeof useStatus<'line'>>>) {
  const words: [string, number][] = [];
  if (line.state === 'down') words.push(['offline', 0]);
  if (line.waiting > 0) words.push(['waiting', line.waiting]);
  if (line.sending > 0) words.push(['sending', line.sending]);
  if (line.needsYou > 0) words.push(['needsYou', line.needsYou]);
  if (words.length === 0) words.push([line.state === 'up' ? 'online' : 'idle', 0]);
  const tone = line.needsYou > 0 ? 'needs' : '';
  return { icon: line.state === 'down' ? IconCloudOff : IconCloudUp, words, tone };
}

function Words() {
  const { t, i18n } = useTranslation();
  const words = useStatus('words');
  if (words === null) return null;
  return (
    <span className="status-item tabular" data-testid="words">
      {t('app:status.words', { count: words, shown: formatCount(words, i18n.language) })}
      {' · '}
      {t('app:status.reading', { count: Math.max(1, Math.round(words / READING_SPEED)) })}
    </span>
  );
}
