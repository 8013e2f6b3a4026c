import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, on } from '../ui/api';
import { type Notice, noticeWords } from '../ui/notices';

/** A bar above everything for what this start or the disk has to tell: a recovery, a full disk, a policy nobody can read. */
export function Notices() {
  const { t } = useTranslation();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEffect(() => {
    const add = (list: readonly Notice[]) =>
      setNotices((old) => [
        ...old.filter((one) => !list.some((other) => JSON.stringify(other) === JSON.stringify(one))),
        ...list,
      ]);
    call('app.notices', {}).then(add, () => undefined);
    return on('notice', (notice) => add([notice]));
  }, []);
  if (notices.length === 0) return null;
  return (
    <section className="notices" aria-label={t('app:notices')}>
      {notices.map((notice) => {
        const words = noticeWords(notice);
        return (
          <div key={JSON.stringify(notice)} className={`notice ${notice.severity}`} role="status">
            <p>
              <strong>{words.title}.</strong> {words.body} {words.action}.
            </p>
            <button
              type="button"
              className="icon-button"
              aria-label={t('app:close')}
              onClick={() => setNotices((old) => old.filter((one) => one !== notice))}
            >
              <IconX size={16} aria-hidden />
            </button>
          </div>
        );
      })}
    </section>
  );
}
