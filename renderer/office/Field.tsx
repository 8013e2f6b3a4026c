import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './office.module.css';

interface Props {
  label: string;
  /** Set by the office: shown, not changeable here. */
  locked: boolean;
  htmlFor?: string;
  note?: string;
  children: ReactNode;
}

/** One choice with its name before it, and a word where the office has decided. */
export function Field({ label, locked, htmlFor, note, children }: Props) {
  const { t } = useTranslation('office');
  return (
    <div className={classes.field} data-locked={locked}>
      <div className={classes.label}>
        {htmlFor === undefined ? <span>{label}</span> : <label htmlFor={htmlFor}>{label}</label>}
        {note === undefined ? null : <span className={classes.note}>{note}</span>}
      </div>
      <div className={classes.control}>
        {children}
        {locked ? (
          <span className={classes.locked}>
            <IconLock size={15} aria-hidden="true" />
            {t('locked')}
          </span>
        ) : null}
      </div>
    </div>
  );
}
