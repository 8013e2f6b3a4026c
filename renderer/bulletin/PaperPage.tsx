import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Preview.module.css';
import type { Paper } from './pdf';

interface Props {
  paper: Paper;
  number: number;
  top: number;
  /** CSS pixels. */
  width: number;
  height: number;
}

/**
 * One page as it will print. It is drawn aside and put in place when done, so that a new layout never shows an empty page.
 */
export function PaperPage({ paper, number, top, width, height }: Props) {
  const { t } = useTranslation('bulletin');
  const holder = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let ended = false;
    let stop: (() => void) | null = null;
    const draw = async () => {
      const page = await paper.page(number);
      if (ended) return;
      const scale = (width / page.getViewport({ scale: 1 }).width) * window.devicePixelRatio;
      const viewport = page.getViewport({ scale });
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      const task = page.render({ canvas, viewport });
      stop = () => task.cancel();
      await task.promise;
      if (ended) return;
      holder.current?.replaceChildren(canvas);
      setDrawn(true);
    };
    draw().catch((fault: unknown) => {
      // A page that scrolled away or a closed layout: nobody looks at it any more.
      if (!ended) console.warn(fault);
    });
    return () => {
      ended = true;
      stop?.();
    };
  }, [paper, number, width]);
  return (
    <div
      className={classes.page}
      style={{ width: `${width}px`, height: `${height}px`, transform: `translate(-50%, ${top}px)` }}
      role="img"
      aria-label={t('page.of', { page: number, of: paper.pages })}
      data-page={number}
      data-drawn={drawn}
      ref={holder}
    />
  );
}
