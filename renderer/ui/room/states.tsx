import { Button } from '@mantine/core';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultWords } from '../notify';
import classes from './states.module.css';

interface Icon {
  size?: number | string;
  stroke?: number | string;
}

/** Nothing is here: what that means, and the one thing to do about it. */
export function EmptyPlace(props: { icon: ComponentType<Icon>; title: string; text?: string; children?: ReactNode }) {
  const Mark = props.icon;
  return (
    <div className={classes.place}>
      <div className={classes.mark} aria-hidden="true">
        <Mark size={34} stroke={1.4} />
      </div>
      <h2 className={classes.title}>{props.title}</h2>
      {props.text === undefined ? null : <p className={classes.text}>{props.text}</p>}
      {props.children === undefined ? null : <div className={classes.doing}>{props.children}</div>}
    </div>
  );
}

/** A list or a page that could not be had, with the way to ask again. */
export function FaultPlace({
  icon,
  fault,
  onRetry,
}: {
  icon: ComponentType<Icon>;
  fault: unknown;
  onRetry: () => void;
}) {
  const { t } = useTranslation('app');
  const words = faultWords(fault);
  return (
    <div role="alert">
      <EmptyPlace icon={icon} title={words.title} text={words.body}>
        <Button onClick={onRetry}>{t('retry')}</Button>
      </EmptyPlace>
    </div>
  );
}

/** True once `waiting` has lasted 200 ms: what comes sooner needs no skeleton. */
export function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) {
      setSlow(false);
      return;
    }
    const timer = setTimeout(() => setSlow(true), 200);
    return () => clearTimeout(timer);
  }, [waiting]);
  return slow && waiting;
}
