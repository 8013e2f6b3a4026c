import { useTranslation } from 'react-i18next';
import type { Status } from '../../../shared/domain/article';
import classes from './StatusMark.module.css';

/** The status of an article: a shape and a word, so that colour is never the only sign. */
export function StatusMark({ status, short = false }: { status: Status; short?: boolean }) {
  const { t } = useTranslation('app');
  const word = t(`status.${status}`);
  return (
    <span className={classes.mark} data-status={status} title={short ? word : undefined}>
      <span className={classes.shape} aria-hidden="true" />
      {short ? <span className="visually-hidden">{word}</span> : word}
    </span>
  );
}
