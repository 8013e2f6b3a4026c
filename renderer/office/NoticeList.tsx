import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { call, on } from '../ui/api';
import { noticeWords } from '../ui/notices';
import { cache } from '../ui/room/cache';
import classes from './office.module.css';

const ICONS = { info: IconInfoCircle, warn: IconAlertTriangle, fault: IconAlertCircle } as const;

/** What this start had to tell; the bar above everything can be closed, here it can be read again. */
export function NoticeList() {
  const { t } = useTranslation(['office', 'app', 'error']);
  const notices = useQuery({ queryKey: ['notices'], queryFn: () => call('app.notices', {}) });
  useEffect(() => on('notice', () => void cache.invalidateQueries({ queryKey: ['notices'] })), []);
  const list = notices.data ?? [];
  if (list.length === 0) return null;
  return (
    <section className={classes.card} aria-labelledby="office-notices">
      <h2 id="office-notices">{t('office:notices')}</h2>
      <ul className={classes.notices}>
        {list.map((notice) => {
          const Icon = ICONS[notice.severity];
          const words = noticeWords(notice);
          return (
            <li key={JSON.stringify(notice)} data-severity={notice.severity}>
              <Icon size={18} aria-hidden="true" />
              <div>
                <strong>{words.title}</strong>
                <p>
                  {words.body} {words.action}.
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
