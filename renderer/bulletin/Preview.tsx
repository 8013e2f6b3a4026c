import { ActionIcon, Button, Loader, Select, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconAlertTriangle, IconFileTypePdf, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../ui/api';
import { faultWords, notifyError } from '../ui/notify';
import { EmptyPlace, useSlow } from '../ui/room/states';
import type { Layout } from './layout';
import { PaperPage } from './PaperPage';
import classes from './Preview.module.css';
import { Warnings } from './Warnings';
import { STEPS, scaleOf, stepped, type Zoom } from './zoom';

interface Props {
  id: string;
  layout: Layout;
  warningsOpen: boolean;
  onWarnings: () => void;
}

const GAP = 20;
const MARGIN = 28;

/** The pages as they will print. */
export function Preview({ id, layout, warningsOpen, onWarnings }: Props) {
  const { t } = useTranslation(['bulletin', 'app']);
  const { paper, working, warnings, fault } = layout;
  const [zoom, setZoom] = useState<Zoom>('width');
  const scroll = useRef<HTMLDivElement>(null);
  const { ref: sizeRef, width, height } = useElementSize();
  const slow = useSlow(working);
  const scale = paper === null ? 1 : scaleOf(zoom, paper, { width: width - 2 * MARGIN, height: height - 2 * GAP });
  const pageWidth = Math.floor((paper?.width ?? 0) * scale);
  const pageHeight = Math.floor((paper?.height ?? 0) * scale);
  const rows = useVirtualizer({
    count: paper?.pages ?? 0,
    getScrollElement: () => scroll.current,
    estimateSize: () => pageHeight + GAP,
    paddingStart: GAP,
    overscan: 1,
  });
  const place = useRef(0);
  // The same place of the paper stays in view when its size changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size alone decides
  useLayoutEffect(() => {
    const kept = place.current;
    rows.measure();
    scroll.current?.scrollTo({ top: kept * (pageHeight + GAP) });
  }, [pageHeight]);
  const [page, setPage] = useState(1);
  const onScroll = () => {
    const element = scroll.current;
    if (element === null || pageHeight === 0) return;
    place.current = element.scrollTop / (pageHeight + GAP);
    setPage(Math.min(paper?.pages ?? 1, Math.floor(place.current + 0.5) + 1));
  };
  const pages = paper?.pages ?? 0;
  useEffect(() => setPage((before) => Math.max(1, Math.min(before, pages))), [pages]);

  const sizes = [
    { value: 'width', label: t('bulletin:zoom.width') },
    { value: 'page', label: t('bulletin:zoom.page') },
    ...STEPS.map((step) => ({ value: String(step), label: `${Math.round(step * 100)} %` })),
  ];
  return (
    <section className={classes.preview} aria-label={t('bulletin:preview')} aria-busy={working}>
      <div className={classes.tools}>
        <span className={classes.number}>{paper === null ? '' : t('bulletin:page.of', { page, of: pages })}</span>
        <span className={classes.working} role="status">
          {slow ? (
            <>
              <Loader size={14} />
              {t('bulletin:working')}
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => call('bulletins.cancel', { id }).catch(notifyError)}
              >
                {t('app:cancel')}
              </Button>
            </>
          ) : null}
        </span>
        {warnings.length === 0 ? null : (
          <button
            type="button"
            className={classes.warnings}
            aria-expanded={warningsOpen}
            aria-controls="bulletin-warnings"
            onClick={onWarnings}
          >
            <IconAlertTriangle size={17} aria-hidden="true" />
            {t('bulletin:warnings', { count: warnings.length })}
          </button>
        )}
        <Tooltip label={t('bulletin:zoom.out')}>
          <ActionIcon
            variant="default"
            size={32}
            aria-label={t('bulletin:zoom.out')}
            disabled={paper === null}
            onClick={() => setZoom(stepped(scale, -1))}
          >
            <IconZoomOut size={18} />
          </ActionIcon>
        </Tooltip>
        <Select
          aria-label={t('bulletin:zoom')}
          w={148}
          size="xs"
          classNames={{ input: classes.zoom ?? '' }}
          allowDeselect={false}
          disabled={paper === null}
          data={sizes}
          value={String(zoom)}
          onChange={(value) => setZoom(value === 'width' || value === 'page' ? value : Number(value ?? 1))}
        />
        <Tooltip label={t('bulletin:zoom.in')}>
          <ActionIcon
            variant="default"
            size={32}
            aria-label={t('bulletin:zoom.in')}
            disabled={paper === null}
            onClick={() => setZoom(stepped(scale, 1))}
          >
            <IconZoomIn size={18} />
          </ActionIcon>
        </Tooltip>
      </div>
      {warningsOpen && warnings.length > 0 ? <Warnings warnings={warnings} /> : null}
      <div className={classes.pane}>
        <div className={classes.room} ref={sizeRef} aria-hidden="true" />
        {fault !== null && !working ? (
          <div role="alert" className={paper === null ? classes.whole : classes.fault}>
            <p>
              <strong>{faultWords(fault).title}</strong> {faultWords(fault).body}
            </p>
            <Button size="compact-md" variant="default" onClick={layout.retry}>
              {t('app:retry')}
            </Button>
          </div>
        ) : null}
        {paper === null ? (
          fault === null && !working ? (
            <EmptyPlace
              icon={IconFileTypePdf}
              title={t('bulletin:preview.empty')}
              text={t('bulletin:preview.empty.text')}
            />
          ) : null
        ) : (
          <section
            className={classes.scroll}
            data-fitted={typeof zoom === 'string'}
            ref={scroll}
            onScroll={onScroll}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: pages are scrolled by keys too
            tabIndex={0}
            aria-label={t('bulletin:pages')}
          >
            <div
              className={classes.all}
              style={{ height: `${rows.getTotalSize()}px`, minWidth: `${pageWidth + 2 * MARGIN}px` }}
            >
              {rows.getVirtualItems().map((item) => (
                <PaperPage
                  key={item.index}
                  paper={paper}
                  number={item.index + 1}
                  top={item.start}
                  width={pageWidth}
                  height={pageHeight}
                />
              ))}
            </div>
          </section>
        )}
      </div>
    </section>
  );
}
