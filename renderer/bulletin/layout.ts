import { useEffect, useRef, useState } from 'react';
import type { PrintWarning } from '../../shared/domain/bulletin';
import { AppError } from '../../shared/domain/errors';
import { call, on } from '../ui/api';
import { openPaper, type Paper } from './pdf';

export interface Layout {
  /** The last layout that worked; it stays on screen while the next is made. */
  readonly paper: Paper | null;
  readonly warnings: readonly PrintWarning[];
  readonly working: boolean;
  readonly fault: unknown;
  retry(): void;
}

interface Wanted {
  id: string;
  /** Saved version of the bulletin; the paper shows what is saved, never what is half typed. */
  version: number;
  articleIds: readonly string[];
  /** False while the room is hidden: nothing is laid out for nobody. */
  shown: boolean;
}

/** Pause after a change of an article before the paper is laid out again (ms). */
const PAUSE = 400;

/** Lays the bulletin out again when it or one of its articles was saved; one layout at a time, always the newest last. */
export function useLayout({ id, version, articleIds, shown }: Wanted): Layout {
  const [paper, setPaper] = useState<Paper | null>(null);
  const [warnings, setWarnings] = useState<readonly PrintWarning[]>([]);
  const [working, setWorking] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const inside = useRef(new Set<string>());
  inside.current = new Set(articleIds);
  const empty = articleIds.length === 0;
  const done = useRef('');
  const busy = useRef(false);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = on('articles.changed', ({ ids }) => {
      if (!ids.some((one) => inside.current.has(one))) return;
      clearTimeout(timer);
      timer = setTimeout(() => setTurn((before) => before + 1), PAUSE);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, []);

  const wanted = empty ? 'empty' : `${id} ${version} ${turn}`;
  // `working` brings the effect back when one layout is done: something newer may be wanted by then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (!shown || busy.current || done.current === wanted) return;
    done.current = wanted;
    if (wanted === 'empty') {
      setPaper(null);
      setWarnings([]);
      setFault(null);
      return;
    }
    busy.current = true;
    setWorking(true);
    const make = async () => {
      const answer = await call('bulletins.render', { id });
      const next = await openPaper(answer.url);
      setPaper(next);
      setWarnings(answer.warnings);
      setFault(null);
    };
    make()
      .catch((problem: unknown) => {
        if (!(problem instanceof AppError && problem.code === 'cancelled')) setFault(problem);
      })
      .finally(() => {
        busy.current = false;
        setWorking(false);
      });
  }, [id, wanted, shown, working]);

  // The paper before goes only when the next one stands in its place.
  useEffect(() => () => paper?.close(), [paper]);

  return { paper, warnings, working, fault, retry: () => setTurn((before) => before + 1) };
}
