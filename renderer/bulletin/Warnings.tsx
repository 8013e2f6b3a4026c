import { useTranslation } from 'react-i18next';
import type { PrintWarning } from '../../shared/domain/bulletin';
import { useMarks } from '../library/rows';
import { openArticle } from '../ui/session';
import classes from './Warnings.module.css';

/** What the printed form had to change or leave out, gathered by article. */
export function Warnings({ warnings }: { warnings: readonly PrintWarning[] }) {
  const { t } = useTranslation(['bulletin', 'print', 'app']);
  const ids = [...new Set(warnings.map((warning) => warning.articleId))];
  const articles = ids.filter((id) => id !== null);
  const marks = useMarks(articles);
  return (
    <section id="bulletin-warnings" className={classes.warnings} aria-label={t('bulletin:warnings.title')}>
      {ids.map((id) => {
        const mark = id === null ? null : marks[articles.indexOf(id)];
        return (
          <div key={id ?? ''} className={classes.group}>
            {id === null ? (
              <strong>{t('bulletin:warnings.whole')}</strong>
            ) : (
              <button type="button" onClick={() => openArticle(id)} disabled={!mark}>
                {mark ? mark.title || t('app:common.untitled') : t('bulletin:gone')}
              </button>
            )}
            <ul>
              {warnings
                .filter((warning) => warning.articleId === id)
                .map((warning) => (
                  <li key={`${warning.kind} ${warning.detail}`}>
                    {t(`print:warning.${warning.kind}`, { detail: warning.detail })}
                  </li>
                ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
