import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../shared/domain/article';
import { isPublishable, movesFrom } from '../../../shared/workflow';
import { formatCount } from '../../ui/room/format';
import { useStatus } from '../../ui/status';
import { askToPublish, moveTo } from '../commands';
import type { OpenState } from '../desk';

/** Back to draft is a step back; all others lead on. */
const isForward = (to: Status): boolean => to !== 'draft';

/** Where the article stands in the workflow, and the moves from there. */
export function Stand({ open: { article } }: { readonly open: OpenState }) {
  const { t, i18n } = useTranslation();
  const words = useStatus('words') ?? article.words;
  const moves = article.deletedAt === null ? movesFrom(article.status) : [];
  return (
    <section className="stand" aria-label={t('editor:stand')}>
      <p className="stand-line">
        <span className={`stand-mark ${article.status}`} aria-hidden />
        <strong data-testid="status">{t(`editor:status.${article.status}`)}</strong>
        <span className="stand-words tabular">
          {t('app:status.words', { count: words, shown: formatCount(words, i18n.language) })}
        </span>
      </p>
      <div className="stand-moves">
        {isPublishable(article.status) && (
          <Button fullWidth onClick={askToPublish}>
            {t('editor:publish')}
          </Button>
        )}
        {moves.map((to) => (
          <Button
            key={to}
            fullWidth
            variant={isForward(to) && !isPublishable(article.status) ? 'filled' : 'default'}
            onClick={() => void moveTo(to)}
          >
            {t(`editor:move.${to}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
